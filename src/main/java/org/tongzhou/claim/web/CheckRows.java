package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactFault;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.KnownFact;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Frame;

/** The facts of a draft as rows to check, those at fault or asked for as inputs. */
final class CheckRows {
    private static final List<FactField> RECEIPT =
            List.of(FactField.RECEIPT_CODE, FactField.RECEIPT_NO, FactField.RECEIPT_CHECK);

    private static final List<FactField> STAY = Stream.of(FactField.STAY, List.of(FactField.PAYER), RECEIPT)
            .flatMap(List::stream)
            .toList();

    private final EventCase draft;
    private final List<FactFault> faults;
    private final CheckLook look;
    private final Frame frame;

    CheckRows(EventCase draft, List<FactFault> faults, CheckLook look, Frame frame) {
        this.draft = draft;
        this.faults = faults;
        this.look = look;
        this.frame = frame;
    }

    /** With those of a bill where one is asked for or was given; {@code byDiagnosis} are the plans that wait for the day of first diagnosis. */
    List<CheckPage.Row> all(boolean billed, List<String> byDiagnosis) {
        return fields(billed, !byDiagnosis.isEmpty()).stream()
                .map(field -> row(field, byDiagnosis))
                .toList();
    }

    private List<FactField> fields(boolean billed, boolean asksDiagnosis) {
        List<FactField> fields = new ArrayList<>();
        if (draft.kind() != EventKind.HOSPITAL) {
            fields.add(FactField.EVENT_DAY);
        }
        draft.facts().entry(FactField.DIED).ifPresent(died -> fields.add(FactField.DIED));
        if (draft.kind() == EventKind.ILLNESS) {
            fields.add(FactField.DIAGNOSIS);
        } else if (billed || draft.paperKinds().contains(PaperKind.RECEIPT)) {
            fields.addAll(STAY);
        }
        if (asksDiagnosis || draft.diagnosed().isPresent()) {
            fields.add(FactField.DIAGNOSED);
        }
        if (draft.facts().isReported()) {
            fields.removeAll(RECEIPT);
            fields.add(FactField.SETTLEMENT_NO);
        }
        return fields;
    }

    private CheckPage.Row row(FactField field, List<String> byDiagnosis) {
        Optional<KnownFact> entry = draft.facts().entry(field);
        String fault = fault(field);
        boolean untouched = look.refusal() == null && entry.isEmpty();
        return new CheckPage.Row(
                field.code(),
                frame.say(field.key()),
                entry.map(one -> ClaimWords.shown(field, one.value(), frame))
                        .orElse(frame.fmt().orNone(null)),
                look.typed()
                        .getOrDefault(
                                field,
                                entry.map(one -> ClaimWords.typed(field, one.value()))
                                        .orElse("")),
                field.kind() == FactField.Kind.DAY ? "date" : "text",
                entry.filter(CheckRows::isLow).isPresent(),
                entry.map(one -> note(field, one)).orElseGet(() -> asked(field, byDiagnosis)),
                fault != null || look.edits(field),
                untouched ? null : fault);
    }

    private @Nullable String fault(FactField field) {
        return faults.stream()
                .filter(one -> one.field() == field)
                .findFirst()
                .map(one -> ClaimWords.sentence(one, frame))
                .orElse(null);
    }

    /** Why a fact that may stay empty is worth filling in. */
    private String asked(FactField field, List<String> byDiagnosis) {
        return field == FactField.DIAGNOSED && !byDiagnosis.isEmpty()
                ? frame.say("claim.hint.diagnosed", String.join(frame.say("claim.list.comma"), byDiagnosis))
                : "";
    }

    private static boolean isLow(KnownFact fact) {
        return fact.doubtful() && !isChanged(fact);
    }

    private static boolean isChanged(KnownFact fact) {
        return fact.read() != null && fact.isCorrected();
    }

    private String note(FactField field, KnownFact fact) {
        if (isChanged(fact)) {
            return frame.say("claim.fact.changed", ClaimWords.shown(field, String.valueOf(fact.read()), frame));
        }
        return isLow(fact) ? frame.say("claim.fact.look") : "";
    }
}
