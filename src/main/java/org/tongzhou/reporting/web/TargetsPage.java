package org.tongzhou.reporting.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.Targets;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Seg;
import org.tongzhou.shell.Tried;

/** The year's targets county by county, as they are or as they were typed. */
public final class TargetsPage {
    private final int year;
    private final List<TargetLine> lines;
    private final Tried tried;
    private final Frame frame;

    TargetsPage(int year, List<TargetLine> lines, Tried tried, Frame frame) {
        this.year = year;
        this.lines = List.copyOf(lines);
        this.tried = tried;
        this.frame = frame;
    }

    public String year() {
        return Integer.toString(year);
    }

    public String yearBefore() {
        return Integer.toString(year - 1);
    }

    /** The years that are open to change. */
    public List<Seg> years() {
        return Targets.years(frame.today().now()).stream()
                .map(one -> new Seg(Integer.toString(one), "/targets?year=" + one, one == year))
                .toList();
    }

    public List<TargetLine> lines() {
        return lines;
    }

    /** The counties of each city by its name; those that answer to the province together. */
    public Map<String, List<TargetLine>> cities() {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.city().isEmpty() ? frame.say("reporting.targets.direct") : line.city(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /** What is wrong, in the order of the page. */
    public Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        lines.stream()
                .map(TargetLine::field)
                .filter(tried.errors()::containsKey)
                .forEach(field -> errors.put(field, tried.errors().getOrDefault(field, "")));
        tried.errors().forEach(errors::putIfAbsent);
        return errors;
    }

    /** What somebody else has set meanwhile where the reader typed too, or what is wrong in the field. */
    public @Nullable String error(TargetLine line) {
        boolean moved = touched(line) && !seen(line).equals(now(line));
        return moved ? moved(line) : tried.error(line.field());
    }

    private String moved(TargetLine line) {
        return line.target() == 0
                ? frame.say("reporting.targets.taken")
                : frame.say("reporting.targets.moved", number(line.target()));
    }

    /** As it was typed; what was left as it was seen is shown as it is now. */
    public String value(TargetLine line) {
        return touched(line) ? tried.value(line.field()) : field(line.target());
    }

    private boolean touched(TargetLine line) {
        return !typed(line).map(Object::toString).equals(Optional.of(seen(line)));
    }

    private Optional<Long> typed(TargetLine line) {
        return TargetsForm.read(tried.value(line.field(), field(line.target())));
    }

    private String seen(TargetLine line) {
        return tried.value(line.seenField(), now(line));
    }

    private static String now(TargetLine line) {
        return Long.toString(line.target());
    }

    private String field(long target) {
        return target == 0 ? "" : frame.fmt().count(target);
    }

    /** A target, or the sign for none. */
    public String number(long people) {
        return people == 0 ? Fmt.NONE : frame.fmt().count(people);
    }

    public String target(List<TargetLine> some) {
        return sum(some, line -> touched(line) ? typed(line).orElse(line.target()) : line.target());
    }

    public String targetBefore(List<TargetLine> some) {
        return sum(some, TargetLine::targetBefore);
    }

    public String insured(List<TargetLine> some) {
        return frame.fmt().count(some.stream().mapToLong(TargetLine::insured).sum());
    }

    private String sum(List<TargetLine> some, ToLongFunction<TargetLine> target) {
        return number(some.stream().mapToLong(target).sum());
    }
}
