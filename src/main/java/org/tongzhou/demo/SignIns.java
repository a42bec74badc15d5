package org.tongzhou.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.SecretFile;

/** Logins and random passwords of the demonstration, kept beside its keys so that every start can print them. */
@Component
@Profile("demo")
class SignIns {
    private final Path file;

    SignIns(DatabaseSettings settings) {
        this.file = settings.keys().resolve("demo-sign-ins.txt");
    }

    /** {@code who} says in words what the account does. */
    record SignIn(String who, String login, String password) {}

    void keep(List<SignIn> signIns) {
        StringBuilder lines = new StringBuilder();
        signIns.forEach(one -> lines.append(one.who() + "\t" + one.login() + "\t" + one.password() + "\n"));
        try {
            Files.deleteIfExists(file);
            SecretFile.write(file, lines.toString().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SignIn> all() {
        try {
            List<SignIn> all = new ArrayList<>();
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] parts = line.split("\t", -1);
                all.add(new SignIn(parts[0], parts[1], parts[2]));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
