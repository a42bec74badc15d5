package org.tongzhou.reporting.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.Aim;
import org.tongzhou.organisation.Targets;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Sent;

/** The targets as they were typed beside those that were seen; {@code errors} by field where one cannot be read. */
record TargetsForm(List<Aim> aims, Map<String, String> errors) {
    private static final int LONGEST_QUOTED = 20;

    /** Counties that the page did not show, or that are not the reader's, are left alone. */
    static TargetsForm of(Sent form, List<TargetLine> lines, Frame frame) {
        List<Aim> aims = new ArrayList<>();
        Map<String, String> errors = new HashMap<>();
        for (TargetLine line : lines) {
            if (!form.texts(line.field()).isEmpty()) {
                String typed = form.text(line.field());
                read(typed)
                        .ifPresentOrElse(
                                wanted -> aims.add(new Aim(line.code(), seen(form, line), wanted)),
                                () -> errors.put(line.field(), frame.sentence(unread(line, typed))));
            }
        }
        return new TargetsForm(aims, errors);
    }

    /** Nothing typed is no target. */
    static Optional<Long> read(String typed) {
        return typed.isBlank() ? Optional.of(0L) : Plain.count(typed).filter(count -> count <= Targets.MOST);
    }

    private static long seen(Sent form, TargetLine line) {
        return Plain.count(form.text(line.seenField())).orElseThrow(() -> Refusal.invalid("bad_request"));
    }

    private static Refusal unread(TargetLine line, String typed) {
        return Refusal.invalid("target_unread", line.name(), Characters.first(LONGEST_QUOTED, typed), Targets.MOST);
    }
}
