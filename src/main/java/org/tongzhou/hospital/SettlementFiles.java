package org.tongzhou.hospital;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.FactField;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.ChineseText;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settlements of many stays in one csv file with a header row, from an insurer or a medical insurance office. The file is
 * known by its bytes: again it has the same answer. Bad rows are named by row and code; they do not hold the good ones.
 */
@Component
public class SettlementFiles {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_ROWS = 5_000;
    private static final int LONGEST_CELL = 200;
    private static final int FIRST_YEAR = 1900;
    private static final int YEAR_BEYOND = 2200;

    private static final String DIFFERS = "differs";
    private static final String NUMBER = "结算单号";
    private static final Map<String, FactField> COLUMNS = Map.ofEntries(
            Map.entry(NUMBER, FactField.SETTLEMENT_NO),
            Map.entry("医院", FactField.HOSPITAL),
            Map.entry("入院日期", FactField.ADMITTED),
            Map.entry("出院日期", FactField.DISCHARGED),
            Map.entry("诊断", FactField.DIAGNOSIS),
            Map.entry("费用总额", FactField.TOTAL),
            Map.entry("统筹基金支付", FactField.POOL),
            Map.entry("其他支付", FactField.OTHER),
            Map.entry("个人账户支付", FactField.ACCOUNT),
            Map.entry("个人现金支付", FactField.CASH),
            Map.entry("个人自付", FactField.IN_SCOPE),
            Map.entry("个人自费", FactField.OUT_OF_SCOPE));
    private static final String NAME = "姓名";
    private static final String IDENTITY = "证件号";

    private final Senders senders;
    private final Discharges discharges;
    private final Contradictions contradictions;

    SettlementFiles(Senders senders, Discharges discharges, Contradictions contradictions) {
        this.senders = senders;
        this.discharges = discharges;
        this.contradictions = contradictions;
    }

    /** Rows of the file, and what became of them; {@code kept} counts those of members. */
    public record Answer(int rows, int kept, List<Fault> faults) {
        public Answer {
            faults = List.copyOf(faults);
        }
    }

    /** A row (1 is the header), its column and why it was left out; never what stood in it. */
    public record Fault(long row, String column, String code) {}

    /** A stay and the row that it stood in. */
    record Row(long line, ReportedStay stay) {}

    /** Refuses what is no such file as a whole: {@code hospital_file_size}, {@code hospital_file_form}, {@code hospital_file_columns}. */
    public Answer take(Actor program, byte[] body, Instant now) {
        senders.of(program);
        if (body.length > MOST_BYTES) {
            throw Refusal.invalid("hospital_file_size", MOST_BYTES >> 20);
        }
        List<Fault> faults = new ArrayList<>();
        List<Row> good = new ArrayList<>();
        int rows = read(body, good, faults);
        byte[] hash = Sha256.of(body);
        List<ReportedStay> stays = good.stream().map(Row::stay).toList();
        Discharges.Message message =
                new Discharges.Message("csv:" + HexFormat.of().formatHex(hash), hash, stays);
        String said = discharges.take(
                program,
                message,
                taken -> {
                    faults.addAll(differing(good, taken));
                    return JSON.writeValueAsString(answer(rows, taken, faults));
                },
                now);
        Answer answer = JSON.readValue(said, Answer.class);
        List<ReportedStay> otherwise = differing(good, answer);
        if (!otherwise.isEmpty()) {
            contradictions.raise(program, otherwise, now);
        }
        return answer;
    }

    /** By what was answered, so that a file which comes again does what a fault may have cut short. */
    private static List<ReportedStay> differing(List<Row> rows, Answer answer) {
        Set<Long> lines = answer.faults().stream()
                .filter(fault -> fault.code().equals(DIFFERS))
                .map(Fault::row)
                .collect(Collectors.toSet());
        return rows.stream()
                .filter(row -> lines.contains(row.line()))
                .map(Row::stay)
                .toList();
    }

    /** Rows that say another thing than was reported before: what was said first stays, until people have looked at it. */
    private static List<Fault> differing(List<Row> rows, List<Discharges.Taken> taken) {
        return IntStream.range(0, taken.size())
                .filter(i -> taken.get(i).outcome() == Discharges.Outcome.DIFFERS)
                .mapToObj(i -> new Fault(rows.get(i).line(), NUMBER, DIFFERS))
                .toList();
    }

    private static Answer answer(int rows, List<Discharges.Taken> taken, List<Fault> faults) {
        int kept = (int) taken.stream().filter(one -> one.outcome().isKept()).count();
        return new Answer(
                rows,
                kept,
                faults.stream().sorted(Comparator.comparing(Fault::row)).toList());
    }

    static int read(byte[] body, List<Row> good, List<Fault> faults) {
        String text = ChineseText.of(body).orElseThrow(() -> Refusal.invalid("hospital_file_form"));
        int rows = 0;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : csv) {
                requireColumns(row);
                if (++rows > MOST_ROWS) {
                    throw Refusal.invalid("hospital_file_rows", MOST_ROWS);
                }
                stay(row, faults).ifPresent(stay -> good.add(new Row(row.getStartingLineNumber(), stay)));
            }
        } catch (IOException | CsvParseException broken) {
            throw Refusal.invalid("hospital_file_form");
        }
        if (rows == 0) {
            throw Refusal.invalid("hospital_file_form");
        }
        return rows;
    }

    private static void requireColumns(NamedCsvRecord row) {
        List<String> header = row.getHeader();
        boolean complete = header.contains(NAME) && header.contains(IDENTITY) && header.containsAll(COLUMNS.keySet());
        if (!complete) {
            throw Refusal.invalid("hospital_file_columns");
        }
    }

    private static Optional<ReportedStay> stay(NamedCsvRecord row, List<Fault> faults) {
        int before = faults.size();
        long line = row.getStartingLineNumber();
        Map<FactField, String> facts = new EnumMap<>(FactField.class);
        COLUMNS.forEach((column, field) -> {
            String cell = cell(row, column);
            Optional<String> value = canonical(field, cell);
            if (value.isEmpty()) {
                faults.add(new Fault(line, column, cell.isEmpty() ? "missing" : "form"));
            } else {
                facts.put(field, value.get());
            }
        });
        String name = cell(row, NAME);
        if (name.isEmpty() || name.length() > 50) {
            faults.add(new Fault(line, NAME, name.isEmpty() ? "missing" : "form"));
        }
        String identity = cell(row, IDENTITY).toUpperCase(Locale.ROOT);
        if (ResidentId.fault(identity).isPresent()) {
            faults.add(new Fault(line, IDENTITY, identity.isEmpty() ? "missing" : "form"));
        }
        if (faults.size() == before && isBackwards(facts)) {
            faults.add(new Fault(line, "出院日期", "before_admission"));
        }
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(
                        new ReportedStay(String.valueOf(facts.get(FactField.SETTLEMENT_NO)), name, identity, facts));
    }

    /** Empty where the row ends before the column. */
    private static String cell(NamedCsvRecord row, String column) {
        return row.findField(column).orElse("").strip();
    }

    private static boolean isBackwards(Map<FactField, String> facts) {
        return LocalDate.parse(String.valueOf(facts.get(FactField.DISCHARGED)))
                .isBefore(LocalDate.parse(String.valueOf(facts.get(FactField.ADMITTED))));
    }

    private static Optional<String> canonical(FactField field, String cell) {
        return switch (field.kind()) {
            case TEXT -> Optional.of(cell).filter(text -> !text.isEmpty() && text.length() <= LONGEST_CELL);
            case DAY -> day(cell);
            case MONEY ->
                Money.isYuan(cell) && !cell.startsWith("-")
                        ? Optional.of(Long.toString(Money.parseYuan(cell).fen()))
                        : Optional.empty();
        };
    }

    private static Optional<String> day(String cell) {
        try {
            String iso = cell.matches("\\d{8}")
                    ? cell.substring(0, 4) + "-" + cell.substring(4, 6) + "-" + cell.substring(6)
                    : cell;
            return Optional.of(LocalDate.parse(iso))
                    .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() < YEAR_BEYOND)
                    .map(LocalDate::toString);
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }
}
