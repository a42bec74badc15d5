package org.tongzhou.plan;

import java.io.StringReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tongzhou.plan.Spot.Faults;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;

/** Text to nodes, within limits: no aliases (they can blow up), no deep nesting, no huge files. */
final class YamlText {
    /** The largest shipped file has 12,000 characters; a megabyte is more than any plan needs. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private static final int DEEPEST = 20;

    private YamlText() {}

    /** The root, without a node when the text is no usable YAML; the fault is noted. */
    static Spot root(String text, Faults faults) {
        if (text.length() > MOST_CHARACTERS) {
            faults.at(null, "", PlanFaultCode.TOO_LARGE, count(text.length()), count(MOST_CHARACTERS));
            return new Spot(null, "", faults);
        }
        try {
            return new Spot(compose(text, faults), "", faults);
        } catch (MarkedYAMLException broken) {
            noteAt(broken.getProblemMark(), faults, PlanFaultCode.NOT_YAML, String.valueOf(broken.getProblem()));
        } catch (YAMLException broken) {
            noteAt(null, faults, PlanFaultCode.NOT_YAML, String.valueOf(broken.getMessage()));
        }
        return new Spot(null, "", faults);
    }

    private static String count(int characters) {
        return String.format(Locale.ROOT, "%,d", characters);
    }

    private static @Nullable Node compose(String text, Faults faults) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        Yaml yaml = new Yaml(options);
        if (!withinLimits(yaml.parse(new StringReader(text)), faults)) {
            return null;
        }
        Node root = yaml.compose(new StringReader(text));
        if (root == null) {
            noteAt(null, faults, PlanFaultCode.EMPTY_FILE);
        }
        return root;
    }

    private static boolean withinLimits(Iterable<Event> events, Faults faults) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof AliasEvent) {
                noteAt(event.getStartMark(), faults, PlanFaultCode.ALIAS);
                return false;
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                noteAt(event.getStartMark(), faults, PlanFaultCode.TOO_DEEP, Integer.toString(DEEPEST));
                return false;
            }
        }
        return true;
    }

    private static void noteAt(@Nullable Mark mark, Faults faults, PlanFaultCode code, String... arguments) {
        int line = mark == null ? 1 : mark.getLine() + 1;
        int column = mark == null ? 1 : mark.getColumn() + 1;
        faults.found().add(new PlanFault(faults.file(), line, column, "", code, java.util.List.of(arguments)));
    }
}
