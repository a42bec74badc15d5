package org.tongzhou.ledger;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.logging.LoggingSystem;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.kernel.FundId;
import org.tongzhou.ledger.JournalExport.Days;
import org.tongzhou.shell.Words;

/** {@code journal export [--from DAY] [--to DAY]}: the plain-text journal on standard output, words on standard error. */
public final class JournalCommand {
    private static final int WRONG_USAGE = 64;

    private final PrintStream out;
    private final PrintStream err;
    private final Words words;
    private final Map<String, String> environment;

    public JournalCommand(PrintStream out, PrintStream err, Words words, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.words = words;
        this.environment = environment;
    }

    /** 0 when all was written, 64 for wrong usage; what breaks off is thrown. {@code fits} refuses a database without a fund or of another version. */
    public int run(String[] args, FundId fund, Consumer<DataSource> fits) {
        Days days;
        try {
            days = days(args);
        } catch (IllegalArgumentException | DateTimeException e) {
            err.println(words.say("ledger.export.usage"));
            return WRONG_USAGE;
        }
        LoggingSystem.get(JournalCommand.class.getClassLoader()).beforeInitialize();
        Databases databases = Databases.openMade(DatabaseSettings.fromEnvironment(environment));
        try {
            fits.accept(databases.source());
            err.println(words.say("ledger.export.done", export(databases.source(), fund, days)));
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            databases.close();
        }
    }

    long export(DataSource source, FundId fund, Days days) throws SQLException, IOException {
        try (Connection connection = source.getConnection()) {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            long journals = new JournalExport(writer).write(connection, fund, days);
            writer.flush();
            return journals;
        }
    }

    private static Days days(String[] args) {
        LocalDate from = LocalDate.of(1970, 1, 1);
        LocalDate to = LocalDate.of(9999, 12, 31);
        if (args.length == 0 || !args[0].equals("export") || args.length % 2 == 0) {
            throw new IllegalArgumentException("usage");
        }
        for (int i = 1; i < args.length; i += 2) {
            switch (args[i]) {
                case "--from" -> from = LocalDate.parse(args[i + 1]);
                case "--to" -> to = LocalDate.parse(args[i + 1]);
                default -> throw new IllegalArgumentException(args[i]);
            }
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("reversed");
        }
        return new Days(from, to);
    }
}
