package org.tongzhou.reporting.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Division;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.Target;
import org.tongzhou.organisation.Targets;
import org.tongzhou.reporting.Figures;

/** The counties of a territory with their targets of a year; former ones where they had any, or anybody insured. */
@Component
class TargetSheet {
    private final Targets targets;
    private final Figures figures;
    private final Divisions divisions;

    TargetSheet(Targets targets, Figures figures, Divisions divisions) {
        this.targets = targets;
        this.figures = figures;
        this.divisions = divisions;
    }

    /** In the order of the tree. */
    List<TargetLine> of(Actor actor, int year) {
        Scope scope = actor.scope();
        Known known = new Known(
                current(scope), byPath(scope, year), byPath(scope, year - 1), figures.insured(actor, year - 1));
        Set<String> paths = new TreeSet<>(known.current());
        paths.addAll(known.targets().keySet());
        paths.addAll(known.before().keySet());
        paths.addAll(known.insured().keySet());
        return paths.stream().map(path -> line(path, known)).toList();
    }

    /** By the paths of counties. */
    private record Known(
            Set<String> current, Map<String, Long> targets, Map<String, Long> before, Map<String, Long> insured) {}

    private TargetLine line(String path, Known known) {
        String[] steps = path.substring(1, path.length() - 1).split("/", -1);
        String code = steps[steps.length - 1];
        return new TargetLine(
                code,
                divisions.nameOf(code),
                steps.length > 2 ? divisions.nameOf(steps[1]) : "",
                path,
                known.targets().getOrDefault(path, 0L),
                known.before().getOrDefault(path, 0L),
                known.insured().getOrDefault(path, 0L),
                known.current().contains(path) || known.targets().containsKey(path));
    }

    private Map<String, Long> byPath(Scope scope, int year) {
        return targets.of(scope, year).stream().collect(Collectors.toMap(Target::path, Target::insured));
    }

    private Set<String> current(Scope scope) {
        String province = Integer.toString(scope.fund().code());
        return Stream.concat(
                        divisions.cities(province).stream().flatMap(city -> divisions.counties(city.code()).stream()),
                        divisions.counties(province).stream())
                .map(Division::code)
                .map(county -> divisions.pathOf(scope.fund(), county))
                .filter(scope::covers)
                .collect(Collectors.toSet());
    }
}
