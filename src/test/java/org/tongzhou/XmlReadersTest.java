package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** XML from outside is read by factories that follow nothing which it names. */
class XmlReadersTest {
    private static final Pattern MADE = Pattern.compile("new WstxInputFactory\\(\\)");
    private static final Pattern HARDENED = Pattern.compile("SafeXml\\.harden\\(new WstxInputFactory\\(\\)\\)");
    private static final Pattern OTHERS =
            Pattern.compile("XMLInputFactory\\.new|DocumentBuilderFactory|SAXParserFactory|TransformerFactory");

    @Test
    void everyFactoryIsHardened() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String source = Files.readString(file);
                assertThat(count(HARDENED, source)).as(file.toString()).isEqualTo(count(MADE, source));
                assertThat(count(OTHERS, source)).as(file.toString()).isZero();
            }
        }
    }

    private static long count(Pattern pattern, String source) {
        return pattern.matcher(source).results().count();
    }
}
