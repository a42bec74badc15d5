package org.tongzhou.adjudication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.adjudication.FactsFault.Code;
import org.tongzhou.adjudication.Given.Faults;
import org.tongzhou.adjudication.Given.Kind;
import org.tongzhou.adjudication.Given.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON text to values with their lines, within limits; a number keeps its digits as they are written. */
final class GivenJson {
    private static final int DEEPEST = 10;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(10_000)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private final JsonParser parser;
    private final Faults faults;

    private GivenJson(JsonParser parser, Faults faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /** The root; absent when the text is no JSON, and the fault is noted. */
    static Given root(String text, Faults faults) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            GivenJson reader = new GivenJson(parser, faults);
            parser.nextToken();
            Value root = reader.value("");
            if (parser.nextToken() != null) {
                faults.at(reader.line(), "", Code.NOT_JSON, "one object and nothing after it");
            }
            return new Given(root, "", faults);
        } catch (JacksonException broken) {
            int line = broken.getLocation() == null
                    ? 1
                    : Math.max(1, broken.getLocation().getLineNr());
            faults.at(line, "", Code.NOT_JSON, broken.getOriginalMessage());
            return new Given(new Value(Kind.ABSENT, 1, "", Map.of(), List.of()), "", faults);
        }
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private Value value(String path) {
        int line = line();
        JsonToken token = parser.currentToken();
        if (token == null) {
            faults.at(line, path, Code.NOT_JSON, "empty");
            return scalar(Kind.ABSENT, line, "");
        }
        return switch (token) {
            case START_OBJECT -> new Value(Kind.OBJECT, line, "", members(path), List.of());
            case START_ARRAY -> new Value(Kind.LIST, line, "", Map.of(), items(path));
            case VALUE_STRING -> scalar(Kind.TEXT, line, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER, line, parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.TRUTH, line, parser.getString());
            default -> scalar(Kind.NULL, line, "");
        };
    }

    private static Value scalar(Kind kind, int line, String text) {
        return new Value(kind, line, text, Map.of(), List.of());
    }

    private Map<String, Value> members(String path) {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String below = path.isEmpty() ? name : path + "." + name;
            int line = line();
            parser.nextToken();
            if (members.put(name, value(below)) != null) {
                faults.at(line, below, Code.DUPLICATE_KEY, name);
            }
        }
        return members;
    }

    private List<Value> items(String path) {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(path + "[" + items.size() + "]"));
        }
        return items;
    }
}
