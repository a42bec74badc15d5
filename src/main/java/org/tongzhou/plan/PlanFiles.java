package org.tongzhou.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plan files on a disk, checked one by one and against each other. */
public final class PlanFiles {
    private PlanFiles() {}

    /** The plans in these files, or everything that is wrong with them; files that cannot be read are all named. */
    public static PlanBook.Parsed read(List<Path> files) {
        List<TextFile> texts = files.stream().distinct().map(TextFile::read).toList();
        List<PlanFault> unreadable =
                texts.stream().flatMap(it -> it.fault().stream()).toList();
        if (!unreadable.isEmpty()) {
            return new PlanBook.Parsed(Optional.empty(), unreadable);
        }
        Map<String, String> byName = new LinkedHashMap<>();
        texts.forEach(it -> byName.put(it.name(), it.text()));
        return PlanBook.parsePart(byName);
    }
}
