package org.tongzhou.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** PostgreSQL refuses to run as root: puts a command into a user namespace, or under the user nobody where that is forbidden. */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /** Prepares the directory for the user that will own the server's files. */
    static Unprivileged ownerOf(Path directory) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Unprivileged(List.of());
        }
        if (succeeds(NAMESPACE)) {
            return new Unprivileged(NAMESPACE);
        }
        Unprivileged nobody = new Unprivileged(NOBODY);
        nobody.give(directory);
        return nobody;
    }

    /** Lets commands read and write a file or directory that is its owner's alone. */
    void give(Path tree) throws IOException {
        if (prefix.equals(NOBODY)) {
            giveToNobody(tree);
        }
    }

    List<String> command(List<String> plain) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(plain);
        return command;
    }

    private static boolean succeeds(List<String> wrapper) {
        try {
            List<String> probe = new ArrayList<>(wrapper);
            probe.add("true");
            Process process =
                    new ProcessBuilder(probe).redirectErrorStream(true).start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchTool) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void giveToNobody(Path directory) throws IOException {
        UserPrincipal nobody =
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.toList()) {
                Files.setOwner(path, nobody);
            }
        }
    }
}
