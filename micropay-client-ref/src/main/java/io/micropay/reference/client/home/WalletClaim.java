package io.micropay.reference.client.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Makes a wallet the business of one program at a time: of two, each would overwrite or delete what the other made. */
public final class WalletClaim implements AutoCloseable {
    private final FileChannel channel;

    private WalletClaim(FileChannel channel) {
        this.channel = channel;
    }

    /** Claims a wallet. The file for it stays beside the wallet: to delete it would let two claim different ones. */
    static WalletClaim of(Path wallet) {
        Path file = wallet.resolveSibling(wallet.getFileName() + ".lock");
        try {
            FileChannel channel = OwnerFiles.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            try {
                if (channel.tryLock() == null) {
                    throw new OverlappingFileLockException();
                }
                return new WalletClaim(channel);
            } catch (IOException | OverlappingFileLockException e) {
                channel.close();
                throw e;
            }
        } catch (OverlappingFileLockException e) {
            throw new UncheckedIOException(
                    "another program registers the same name just now (" + wallet + "); try again once it has ended",
                    new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file + ": " + OwnerFiles.reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock a wallet: " + OwnerFiles.reason(e), e);
        }
    }
}
