package org.tongzhou.hospital;

import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Sha256;
import org.tongzhou.shell.RefusalForm;

/** The FHIR side of the room: a bundle in, an answer out in the same form, JSON or XML. */
@Component
public class FhirReports {
    private static final String DIFFERS = "hospital_stay_differs";

    /** Refused with these, a bundle may tell a stay otherwise than it is kept. */
    private static final Set<String> OTHERWISE = Set.of(DIFFERS, "hospital_reference_reused");

    private final FhirMessages messages;
    private final Senders senders;
    private final Discharges discharges;
    private final Contradictions contradictions;

    FhirReports(FhirMessages messages, Senders senders, Discharges discharges, Contradictions contradictions) {
        this.messages = messages;
        this.senders = senders;
        this.discharges = discharges;
        this.contradictions = contradictions;
    }

    /** An HTTP status and a FHIR resource as text in its form. */
    public record Answer(int status, FhirForm form, String body) {
        /** The same in another form. */
        public Answer in(FhirForm asked) {
            return asked == form ? this : new Answer(status, asked, FhirMessages.rewritten(form, body, asked));
        }
    }

    /**
     * Takes one bundle of a registered sender. {@code prompts} is the address before a stay's id that its member may open.
     * The same bundle again has the same answer; nothing of a bundle that is refused is kept.
     */
    public Answer take(Actor program, String contentType, byte[] body, String prompts, Instant now) {
        Optional<FhirForm> stated = FhirForm.of(contentType);
        FhirForm form = stated.orElse(FhirForm.JSON);
        try {
            Sender sender = senders.of(program);
            if (stated.isEmpty()) {
                throw new FhirFault(IssueType.NOTSUPPORTED, 415, "form");
            }
            return new Answer(200, form, taken(program, sender, new Written(form, body), new Said(prompts, now)));
        } catch (FhirFault fault) {
            return new Answer(fault.status(), form, messages.write(form, FhirAnswers.fault(fault)));
        } catch (Refusal refusal) {
            FhirFault fault = fault(refusal);
            return new Answer(fault.status(), form, messages.write(form, FhirAnswers.fault(fault)));
        }
    }

    private record Written(FhirForm form, byte[] body) {}

    private record Said(String prompts, Instant now) {}

    private String taken(Actor program, Sender sender, Written written, Said said) {
        Bundle bundle = messages.bundle(written.form(), written.body());
        BundleReader.Told told = new BundleReader(bundle, sender).read();
        requireNoneCalledOff(program, told, said.now());
        try {
            return taken(program, bundle, told, written, said);
        } catch (Refusal refusal) {
            if (OTHERWISE.contains(refusal.code())) {
                contradictions.raise(program, told.stays(), said.now());
            }
            throw refusal;
        }
    }

    /** A stay that is known and called off now is one that is told otherwise; where nothing else is told, there is nothing to take. */
    private void requireNoneCalledOff(Actor program, BundleReader.Told told, Instant now) {
        if (!told.calledOff().isEmpty() && contradictions.raise(program, told.calledOff(), now)) {
            throw Refusal.conflict(DIFFERS);
        }
        if (told.stays().isEmpty()) {
            throw new FhirFault(IssueType.BUSINESSRULE, 422, "called_off");
        }
    }

    private String taken(Actor program, Bundle bundle, BundleReader.Told told, Written written, Said said) {
        byte[] hash = Sha256.of(written.body());
        String reference = BundleReader.reference(bundle)
                .orElseGet(() -> "sha256:" + HexFormat.of().formatHex(hash));
        return discharges.take(
                program,
                new Discharges.Message(reference, hash, told.stays()),
                taken -> {
                    requireSame(taken);
                    OperationOutcome outcome = FhirAnswers.outcome(taken, told, said.prompts());
                    return messages.write(written.form(), FhirAnswers.inKind(bundle, outcome, Date.from(said.now())));
                },
                said.now());
    }

    /** A bundle is taken as a whole or not at all. */
    private static void requireSame(List<Discharges.Taken> taken) {
        if (taken.stream().anyMatch(one -> one.outcome() == Discharges.Outcome.DIFFERS)) {
            throw Refusal.conflict(DIFFERS);
        }
    }

    private static FhirFault fault(Refusal refusal) {
        return switch (refusal.kind()) {
            case CONFLICT -> new FhirFault(IssueType.CONFLICT, 409, refusal.code());
            case NOT_FOUND -> new FhirFault(IssueType.NOTFOUND, 404, "not_registered");
            default -> throw refusal;
        };
    }

    /** What this server does, as a CapabilityStatement. */
    public Answer capability(FhirForm form, String address, Instant now) {
        return new Answer(200, form, messages.write(form, FhirAnswers.capability(address, Date.from(now))));
    }

    /** What was refused before or after this room was asked, as an OperationOutcome. */
    public Answer refused(FhirForm form, RefusalForm.Refused refused) {
        return new Answer(refused.status(), form, messages.write(form, FhirAnswers.refused(refused)));
    }
}
