package org.tongzhou.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Who uses the server of one data directory: each process holds a shared lock on a file beside it, which the system takes
 * back when the process is killed. So the last one knows that it is the last, and whoever comes while it stops the server
 * waits until that is done.
 */
final class ServerUsers {
    /** A process holds a lock once, however many of it use the server: closing any copy of the file would give it up. */
    private static final Map<Path, ServerUsers> HERE = new HashMap<>();

    private final Path home;
    private final FileChannel file;
    private final FileLock lock;
    private int users;

    private ServerUsers(Path home) throws IOException {
        this.home = home;
        this.file = FileChannel.open(
                Files.createDirectories(home).resolve("pg.users"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        this.lock = file.lock(0, Long.MAX_VALUE, true);
    }

    static ServerUsers enter(Path home) throws IOException {
        synchronized (HERE) {
            ServerUsers found = HERE.get(home);
            if (found == null) {
                found = new ServerUsers(home);
                HERE.put(home, found);
            }
            found.users++;
            return found;
        }
    }

    /** {@code stop} is run when nobody else is left. */
    void leave(Runnable stop) {
        synchronized (HERE) {
            if (--users > 0) {
                return;
            }
            HERE.remove(home);
            try (file) {
                lock.release();
                if (file.tryLock() != null) {
                    stop.run();
                }
            } catch (
                    IOException
                            unknown) { // who else is there: a server left running does no harm, the next one adopts it
                return;
            }
        }
    }
}
