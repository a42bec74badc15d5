package org.tongzhou.catalogue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.plan.PlanFaultCode;
import org.tongzhou.plan.PlanFile;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The values of a plan file with their places in its text, so that a form can show them and put others there; comments, order
 * and everything else stay as they were written.
 */
public final class PlanText {
    /** A text in which values cannot be told apart. */
    private static final List<PlanFaultCode> HOPELESS = List.of(
            PlanFaultCode.TOO_LARGE,
            PlanFaultCode.NOT_YAML,
            PlanFaultCode.ALIAS,
            PlanFaultCode.TOO_DEEP,
            PlanFaultCode.EMPTY_FILE);

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}._%/ -]*[\\p{L}\\p{N}._%/-])?");

    private final String text;
    private final Map<String, Value> values = new LinkedHashMap<>();

    private PlanText(String text) {
        this.text = text;
    }

    /** One value: its path such as {@code benefits[0].rules[1].rate}, what stands there, its line, and where in the text. */
    public record Value(String path, String text, int line, Span span) {}

    /** From here to there, in characters; quoted values keep their quotes. */
    record Span(int from, int to, boolean quoted) {}

    /** The values of a text, in order; none where it is no YAML within the limits. */
    public static PlanText of(String text) {
        PlanText found = new PlanText(text);
        if (hopeless(text).isEmpty()) {
            found.walk("", new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        }
        return found;
    }

    /** Why no value of a text can be told, if so. */
    static Optional<PlanFault> hopeless(String text) {
        return PlanFile.parse("plan.yaml", text).faults().stream()
                .filter(fault -> HOPELESS.contains(fault.code()))
                .findFirst();
    }

    private void walk(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    walk(path.isEmpty() ? key.getValue() : path + "." + key.getValue(), entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                walk(path + "[" + i + "]", sequence.getValue().get(i));
            }
        } else if (node instanceof ScalarNode scalar) {
            note(path, scalar);
        }
    }

    private void note(String path, ScalarNode scalar) {
        ScalarStyle style = scalar.getScalarStyle();
        if (style != ScalarStyle.LITERAL && style != ScalarStyle.FOLDED) {
            Span span = new Span(
                    text.offsetByCodePoints(0, scalar.getStartMark().getIndex()),
                    text.offsetByCodePoints(0, scalar.getEndMark().getIndex()),
                    style != ScalarStyle.PLAIN);
            values.putIfAbsent(
                    path,
                    new Value(path, scalar.getValue(), scalar.getStartMark().getLine() + 1, span));
        }
    }

    /** By path, in the order of the text. */
    public Map<String, Value> values() {
        return java.util.Collections.unmodifiableMap(values);
    }

    public String at(String path) {
        Value value = values.get(path);
        return value == null ? "" : value.text();
    }

    /** The line of a value, from 1; 0 where it is not there. */
    int lineOf(String path) {
        Value value = values.get(path);
        return value == null ? 0 : value.line();
    }

    /** The text with other values at these paths; a path that is not there, or has that value already, changes nothing. */
    public String with(Map<String, String> changed) {
        List<Value> places = new ArrayList<>();
        changed.forEach((path, value) -> {
            Value place = values.get(path);
            if (place != null && !place.text().equals(value.strip())) {
                places.add(place);
            }
        });
        places.sort(Comparator.comparingInt(place -> -place.span().from()));
        StringBuilder next = new StringBuilder(text);
        for (Value place : places) {
            String value = changed.getOrDefault(place.path(), "").strip();
            next.replace(
                    place.span().from(),
                    place.span().to(),
                    written(value, place.span().quoted()));
        }
        return next.toString();
    }

    private static String written(String value, boolean quoted) {
        if (!quoted && PLAIN.matcher(value).matches()) {
            return value;
        }
        String oneLine = value.replaceAll("\\s*\\R\\s*", " ").replace("\t", " ");
        return "\"" + oneLine.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
