package io.micropay.reference.client;

import picocli.CommandLine.IVersionProvider;

/** The version, from the manifest of the program's jar. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return new String[] {"micropay " + (version == null ? "(not from a jar)" : version)};
    }
}
