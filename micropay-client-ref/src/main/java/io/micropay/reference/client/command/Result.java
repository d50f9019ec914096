package io.micropay.reference.client.command;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What a command was asked for, for people and for programs. */
interface Result {
    /** Lines for people, without line ends; what others wrote need not be escaped. */
    List<String> lines();

    /** The fields of the JSON object, which is open. */
    void writeFields(JsonGenerator json);
}
