package io.micropay.reference.server;

import io.micropay.keys.Fingerprint;
import io.micropay.keys.KeyMaterial;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code certs init}: the server's key and certificate, without starting a server and without openssl. */
@Command(
        name = "certs",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "init",
        description = "The server's key and certificate.")
final class CertsCommand {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private ServerProgram program;

    /** Makes the pair where there is none. */
    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description = "Makes server.key and server.crt, and refuses to overwrite them.")
    int init(
            @Parameters(
                            index = "0",
                            paramLabel = "DIR",
                            defaultValue = ServerProgram.DEFAULT_CERTS,
                            description = "Where to, '${DEFAULT-VALUE}' unless given.")
                    Path directory) {
        return program.withConsole(console -> {
            KeyMaterial made = new ServerKeys(directory).make(console);
            console.print("Server key fingerprint: " + Fingerprint.of(made.certificate()));
        });
    }
}
