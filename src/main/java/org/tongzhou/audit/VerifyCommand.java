package org.tongzhou.audit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.logging.LoggingSystem;
import org.tongzhou.audit.Verification.Result;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.kernel.Check.Finding;
import org.tongzhou.kernel.FundId;
import org.tongzhou.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/** {@code verify [--json]}: recomputes ledger sums and chains, with the site up or down. */
public final class VerifyCommand {
    private final PrintStream out;
    private final Words words;
    private final Map<String, String> environment;

    public VerifyCommand(PrintStream out, Words words, Map<String, String> environment) {
        this.out = out;
        this.words = words;
        this.environment = environment;
    }

    /**
     * 0 when everything agrees, 1 with any difference, 64 for wrong usage. Words on {@code out}, or JSON alone. {@code fits} refuses
     * a database without a fund or of another version.
     */
    public int run(String[] args, PrintStream err, Consumer<DataSource> fits) {
        if (!Set.of("--json").containsAll(Arrays.asList(args))) {
            err.println(words.say("audit.verify.usage"));
            return 64;
        }
        // Standard output is for the verdict alone; what goes wrong is thrown.
        LoggingSystem.get(VerifyCommand.class.getClassLoader()).beforeInitialize();
        Databases databases = Databases.openMade(DatabaseSettings.fromEnvironment(environment));
        try {
            fits.accept(databases.source());
            return run(args, databases.source(), AuditConfiguration.headFiles(environment));
        } finally {
            databases.close();
        }
    }

    int run(String[] args, DataSource source, HeadFiles files) {
        Map<FundId, List<Result>> report = new LinkedHashMap<>();
        Verification verification = Verification.over(source, files);
        verification.funds().forEach(fund -> report.put(fund, verification.run(fund)));
        if (Arrays.asList(args).contains("--json")) {
            out.println(JsonMapper.builder().build().writeValueAsString(json(report)));
        } else {
            lines(report).forEach(out::println);
        }
        return isClean(report) ? 0 : 1;
    }

    private static boolean isClean(Map<FundId, List<Result>> report) {
        return report.values().stream()
                .flatMap(List::stream)
                .allMatch(result -> result.findings().isEmpty());
    }

    private List<String> lines(Map<FundId, List<Result>> report) {
        List<String> lines = new ArrayList<>();
        report.forEach((fund, results) -> {
            lines.add(words.say("audit.verify.fund", Integer.toString(fund.code())));
            for (Result result : results) {
                String state = result.findings().isEmpty()
                        ? words.say("audit.verify.ok")
                        : words.say("audit.verify.differs", result.findings().size());
                String rows = result.rows() == 0 ? "" : words.say("audit.verify.rows", result.rows());
                lines.add("  " + words.say("check." + result.name()) + rows + words.say("audit.verify.colon") + state);
                result.findings().forEach(finding -> lines.add("    " + sentence(finding)));
            }
        });
        lines.add(words.say(isClean(report) ? "audit.verify.clean" : "audit.verify.unclean"));
        return lines;
    }

    private String sentence(Finding finding) {
        return finding.place()
                + words.say("audit.verify.colon")
                + words.say("finding." + finding.code(), finding.details().toArray());
    }

    private static Map<String, Object> json(Map<FundId, List<Result>> report) {
        List<Map<String, Object>> funds = new ArrayList<>();
        report.forEach((fund, results) -> funds.add(Map.of("fund", fund.code(), "checks", results)));
        return Map.of("clean", isClean(report), "funds", funds);
    }
}
