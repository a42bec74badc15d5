package org.tongzhou.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongzhou.access.Appointment;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Verb;
import org.tongzhou.contribution.Instalments;
import org.tongzhou.kernel.Level;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.payment.Settlement;
import org.tongzhou.person.Doubt;
import org.tongzhou.shell.Words;

/** An auditor reads what was done in words, whichever room recorded it. */
class AuditWordsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/tongzhou");

    /** The word of an action where it is recorded: within one statement. */
    private static final Pattern RECORDED =
            Pattern.compile("\\b(?:AuditEntry|AuditEntry\\.of|record|audit)\\([^;]*?\"([a-z]+\\.[a-z_]+)\"");

    /** Within one statement, from where it records to its end. */
    private static final Pattern DETAILS = Pattern.compile("(?:\\b(?:AuditEntry|record|write)\\(|details = )[^;]*;");

    private static final Pattern KEY = Pattern.compile("\"(\\w+)\",\\s");

    private static final List<String> ACCOUNTS = List.of("asked", "confirmed", "withdrawn", "refused");

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void everyActionThatIsRecordedHasAWord(String language) {
        Words words = Words.of(Locale.forLanguageTag(language));
        assertThat(actions())
                .allSatisfy(action -> assertThat(words.has("audit.action." + action))
                        .as(action)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void everyDetailThatIsRecordedHasAWord(String language) {
        Words words = Words.of(Locale.forLanguageTag(language));
        assertThat(details())
                .hasSizeGreaterThan(35)
                .contains("amountFen", "budget_fen", "openFrom", "sha256", "bp")
                .allSatisfy(key ->
                        assertThat(words.has("audit.detail." + key)).as(key).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void everyValueThatIsANameInTheCodeHasAWord(String language) {
        Words words = Words.of(Locale.forLanguageTag(language));
        assertThat(values())
                .allSatisfy(word -> assertThat(words.has(word)).as(word).isTrue());
    }

    private static List<String> values() {
        return Stream.of(
                        named("claim.state.", List.of(ClaimState.values())),
                        named("audit.detail.level.", List.of(Level.values())),
                        named("audit.detail.answer.", List.of(Verb.PAID, Verb.BANK_RETURNED)),
                        named("audit.detail.as.", List.of(Settlement.values())),
                        named("audit.detail.start.", List.of(Instalments.Start.values())),
                        named("audit.detail.doubt.", List.of(Doubt.values())),
                        named("person.doubt.account.", List.of(Doubt.values())),
                        named("person.doubt.heir.", List.of(Doubt.values())),
                        named("person.doubt.namer.", List.of(Doubt.values())),
                        named("audit.detail.trusted.", List.of(true, false)),
                        named("audit.detail.kind.", List.of(Appointment.Kind.values())),
                        named("access.appointment.kind.", List.of(Appointment.Kind.values())),
                        named("access.appointment.confirm.", List.of(Appointment.Kind.values())),
                        named("access.appointment.state.", List.of(Appointment.State.values())),
                        flags())
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> named(String key, List<?> values) {
        return values.stream().map(value -> key + value);
    }

    /** Every set of flags, as it is recorded. */
    private static Stream<String> flags() {
        UnitFlag[] all = UnitFlag.values();
        return IntStream.range(0, 1 << all.length)
                .mapToObj(chosen -> IntStream.range(0, all.length)
                        .filter(i -> (chosen >> i & 1) == 1)
                        .mapToObj(i -> all[i])
                        .toList())
                .map(flags -> "audit.detail.flags." + flags);
    }

    private static Set<String> details() {
        return texts().filter(text -> text.contains("AuditEntry") || text.contains("record("))
                .flatMap(text -> DETAILS.matcher(text).results())
                .map(MatchResult::group)
                .filter(statement -> statement.contains("Map.of("))
                .map(statement -> statement.substring(statement.indexOf("Map.of(")))
                .flatMap(statement -> KEY.matcher(statement).results().map(key -> key.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theActionsAreFoundInTheSources() {
        assertThat(actions()).hasSizeGreaterThan(80).contains("refund.proposed", "hospital.reported", "claim.paid");
    }

    private static Set<String> actions() {
        Set<String> actions = texts().filter(text -> text.contains("AuditEntry"))
                .flatMap(text -> RECORDED.matcher(text).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(Verb.values())
                .forEach(verb -> actions.add("claim." + verb.name().toLowerCase(Locale.ROOT)));
        ACCOUNTS.forEach(step -> actions.addAll(List.of("person.account_" + step, "person.heir_" + step)));
        return actions;
    }

    private static Stream<String> texts() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(AuditWordsTest::text).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
