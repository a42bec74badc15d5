package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/** ARCHITECTURE.md says of every room what its front plate says. */
class ArchitecturePageTest {
    @Test
    void thePageMatchesTheFrontPlates() throws Exception {
        assertThat(page()).isEqualTo(plates());
    }

    private static Map<String, Set<String>> page() throws IOException {
        return Files.readAllLines(Path.of("ARCHITECTURE.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| room "))
                .map(line -> line.split("\\|", -1))
                .collect(Collectors.toMap(
                        cells -> cells[1].strip(), cells -> words(cells[3]), (one, two) -> one, TreeMap::new));
    }

    private static Set<String> words(String cell) {
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(word -> !word.equals("–"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> plates() throws ClassNotFoundException {
        Map<String, Set<String>> plates = new TreeMap<>();
        File[] rooms = new File("src/main/java/org/tongzhou").listFiles(File::isDirectory);
        for (File room : Objects.requireNonNull(rooms)) {
            if (!room.getName().equals("kernel")) {
                plates.put(room.getName(), allowed(room.getName()));
            }
        }
        return plates;
    }

    private static Set<String> allowed(String room) throws ClassNotFoundException {
        ApplicationModule plate =
                Class.forName("org.tongzhou." + room + ".package-info").getAnnotation(ApplicationModule.class);
        Set<String> allowed = new TreeSet<>(Arrays.asList(plate.allowedDependencies()));
        allowed.remove("kernel");
        return allowed;
    }
}
