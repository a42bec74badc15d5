package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Role;

class WordsTest {
    private static final Words ZH = Words.of(Words.ZH);
    private static final Words EN = Words.of(Words.EN);
    private static final Pattern SAID = Pattern.compile("\\bsay\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern REFUSED =
            Pattern.compile("(?:Refusal\\s*\\.(?:invalid|conflict|notAllowed)|new Busy)\\(\\s*\"([^\"]+)\"");
    private static final Pattern NAVIGATION = Pattern.compile("new NavItem\\([^\"]*\"([^\"]+)\"");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(minus(ZH.keys(), EN.keys())).as("only in Chinese").isEmpty();
        assertThat(minus(EN.keys(), ZH.keys())).as("only in English").isEmpty();
    }

    /** Of two the later one would be said, also where the earlier was meant. */
    @Test
    void noKeyStandsTwice() throws IOException {
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources/messages"))) {
            for (Path bundle : bundles.toList()) {
                assertThat(Files.readAllLines(bundle).stream()
                                .filter(line -> line.matches("[\\w.]+=.*"))
                                .map(line -> line.substring(0, line.indexOf('='))))
                        .as("%s", bundle.getFileName())
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void noValueIsEmptyAndEveryPatternParses() {
        for (Words words : List.of(ZH, EN)) {
            for (String key : words.keys()) {
                assertThat(words.say(key, "1", "2", "3", "4", "5", "6", "7", "8", "9"))
                        .as(key)
                        .isNotBlank();
            }
        }
    }

    @Test
    void everySentenceIsWrittenAsTheLibraryWritesIt() {
        Object[] args = {"甲", 1_234_567, -8L, 0.5, new java.math.BigDecimal("12345.678"), null, "it's {0}", 8};
        for (Words words : List.of(ZH, EN)) {
            for (String key : words.keys()) {
                String pattern = words.pattern(key);
                String expected = pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0
                        ? pattern
                        : new MessageFormat(pattern, words.locale()).format(args);
                assertThat(words.say(key, args)).as(key).isEqualTo(expected);
                assertThat(words.say(key)).as(key).isNotBlank();
            }
        }
        for (int number : new int[] {-1_000, -999, 0, 999, 1_000}) {
            assertThat(Sentence.of("'{'{1}''{9}", Words.EN).with("a", number))
                    .isEqualTo(new MessageFormat("'{'{1}''{9}", Words.EN).format(new Object[] {"a", number}));
        }
    }

    /** Whoever uses a site has no files of ours. */
    @Test
    void noSentenceSendsToAFileOfTheRepository() {
        for (Words words : List.of(ZH, EN)) {
            assertThat(words.keys())
                    .filteredOn(key -> words.pattern(key).matches("(?s).*(docs/|\\.md\\b).*"))
                    .isEmpty();
        }
    }

    @Test
    void bothLanguagesUseTheSameArguments() {
        for (String key : ZH.keys()) {
            // A step carries a name in both languages as two facts; each language takes its own.
            if (key.startsWith("explanation.")) {
                continue;
            }
            assertThat(arguments(EN, key)).as(key).isEqualTo(arguments(ZH, key));
        }
    }

    @Test
    void everyWordThatTheSourceAsksForExists() throws IOException {
        Set<String> asked = new TreeSet<>();
        asked.addAll(found(SAID, ""));
        asked.addAll(found(NAVIGATION, ""));
        asked.addAll(found(REFUSED, "refusal."));
        assertThat(asked).as("the scan finds something").contains("shell.app");
        assertThat(minus(asked, ZH.keys())).as("no such words").isEmpty();
    }

    @Test
    void everyRoleHasItsWord() {
        for (Role role : Role.values()) {
            assertThat(ZH.has("role." + role.name().toLowerCase(java.util.Locale.ROOT)))
                    .isTrue();
        }
    }

    @Test
    void pagesHoldNoSentencesOfTheirOwn() throws IOException {
        for (Path page : sources(Path.of("src/main/jte"), ".jte")) {
            assertThat(HAN.matcher(withoutUsage(page)).find())
                    .as("Chinese in " + page)
                    .isFalse();
        }
    }

    /** What a field is for stays beside it once it is filled. */
    @Test
    void noFieldIsToldByAPlaceholder() throws IOException {
        for (Path page : sources(Path.of("src/main/jte"), ".jte")) {
            assertThat(withoutUsage(page)).as(page.toString()).doesNotContain("placeholder=");
        }
    }

    @Test
    void missingWordsThrowInTests() {
        assertThatThrownBy(() -> ZH.say("shell.no" + "-such-key")).isInstanceOf(MissingResourceException.class);
    }

    private static Set<Integer> arguments(Words words, String key) {
        Set<Integer> used = new TreeSet<>();
        Object[] probes = Stream.iterate(0, i -> i + 1)
                .limit(10)
                .map(i -> "\u0001" + i + "\u0001")
                .toArray();
        Matcher matcher = Pattern.compile("\u0001(\\d)\u0001").matcher(words.say(key, probes));
        while (matcher.find()) {
            used.add(Integer.valueOf(matcher.group(1)));
        }
        return used;
    }

    private static Set<String> minus(Collection<String> all, Collection<String> less) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(less);
        return rest;
    }

    private static Set<String> found(Pattern pattern, String prefix) throws IOException {
        Set<String> keys = new TreeSet<>();
        for (Path root : List.of(Path.of("src/main/java"), Path.of("src/main/jte"))) {
            for (Path file : sources(root, "")) {
                Matcher matcher = pattern.matcher(withoutUsage(file));
                while (matcher.find()) {
                    keys.add(prefix + matcher.group(1));
                }
            }
        }
        return keys;
    }

    private static String withoutUsage(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?s)<%--.*?--%>", "");
    }

    private static List<Path> sources(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
