package io.micropay.crashtest.check;

import java.util.ArrayList;
import java.util.List;

/** What was found to be wrong. For one thread. */
public final class Findings {
    private final List<String> all = new ArrayList<>();

    /** Something is wrong. */
    public void add(String finding) {
        all.add(finding);
    }

    /** Something is wrong unless it holds. */
    void require(boolean holds, String otherwise) {
        if (!holds) {
            add(otherwise);
        }
    }

    /** All of them, in the order in which they were found. */
    public List<String> all() {
        return List.copyOf(all);
    }
}
