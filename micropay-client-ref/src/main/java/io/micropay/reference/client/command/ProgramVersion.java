package io.micropay.reference.client.command;

import picocli.CommandLine.IVersionProvider;

/** The version, from the manifest of the program's jar. */
public final class ProgramVersion implements IVersionProvider {
    /** Makes one. */
    public ProgramVersion() {}

    @Override
    public String[] getVersion() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return new String[] {"micropay " + (version == null ? "(not from a jar)" : version)};
    }
}
