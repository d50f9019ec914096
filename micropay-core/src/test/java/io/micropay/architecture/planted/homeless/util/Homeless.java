package io.micropay.architecture.planted.homeless.util;

import java.util.List;

public final class Homeless {
    List<String> planted;
}
