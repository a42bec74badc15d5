package org.tongzhou.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tongzhou.shell.Words;

/** What has words to be told is told by some room: no wish is kept for a message that never comes. */
class TellersTest {
    private static final Path SOURCES = Path.of("src/main/java/org/tongzhou");

    private static final Pattern MESSAGE = Pattern.compile("notice[.][a-z]+[.][a-z]+");

    /** Words of the room's own pages. */
    private static final Pattern OF_PAGES = Pattern.compile("notice[.](sms|kind|wishes|line|none)[.].*");

    @Test
    void everyMessageHasATeller() {
        assertThat(untold(messages())).isEmpty();
    }

    @Test
    void oneThatNobodyTellsIsFound() {
        assertThat(untold(Set.of("notice.claim.approved", "notice.claim.forgotten", "notice.benefit.forgotten")))
                .containsExactly("notice.benefit.forgotten", "notice.claim.forgotten");
    }

    private static Set<String> messages() {
        return ResourceBundle.getBundle("messages.notice", Words.ZH).keySet().stream()
                .filter(key -> MESSAGE.matcher(key).matches())
                .filter(key -> !OF_PAGES.matcher(key).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> untold(Set<String> messages) {
        Map<Path, String> rooms = rooms();
        return messages.stream()
                .filter(message -> rooms.values().stream().noneMatch(room -> tells(room, message)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As one literal, or as the beginning of it with what may follow. */
    private static boolean tells(String room, String message) {
        int last = message.lastIndexOf('.') + 1;
        return room.contains('"' + message + '"')
                || room.contains("'" + message + "'")
                || room.contains('"' + message.substring(0, last) + '"')
                        && room.contains('"' + message.substring(last) + '"');
    }

    /** The code of each room, without what only says how a message is announced by phone. */
    private static Map<Path, String> rooms() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("SmsTemplate.java"))
                    .collect(Collectors.groupingBy(
                            Path::getParent, Collectors.mapping(TellersTest::text, Collectors.joining("\n"))));
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
