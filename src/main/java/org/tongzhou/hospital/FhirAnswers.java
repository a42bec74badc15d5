package org.tongzhou.hospital;

import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.tongzhou.hospital.BundleReader.Remark;
import org.tongzhou.hospital.Discharges.Outcome;
import org.tongzhou.hospital.Discharges.Taken;
import org.tongzhou.shell.RefusalForm;
import org.tongzhou.shell.Words;

/** What is said to a sender, in the form that its kind of bundle asks for; never anything about a person. */
final class FhirAnswers {
    private static final String CODES = "urn:tongzhou:discharge";

    private FhirAnswers() {}

    /**
     * One issue a stay, then the remarks, then the types of which nothing was used. {@code prompts} is the address before a
     * stay's id that the member may open.
     */
    static OperationOutcome outcome(List<Taken> taken, BundleReader.Told told, String prompts) {
        OperationOutcome outcome = new OperationOutcome();
        for (Taken one : taken) {
            OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDetails(words(one.outcome().name().toLowerCase(Locale.ROOT)));
            if (one.outcome() == Outcome.TAKEN || one.outcome() == Outcome.KNOWN) {
                issue.setDiagnostics(prompts + one.discharge());
            }
        }
        for (Remark remark : told.remarks()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.WARNING)
                    .setCode(IssueType.BUSINESSRULE)
                    .setDetails(words(remark.code(), remark.details().toArray()))
                    .addExpression("Bundle.entry[" + remark.entry() + "]");
        }
        if (!told.unused().isEmpty()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDetails(words("not_used", String.join(", ", told.unused())));
        }
        return outcome;
    }

    static OperationOutcome fault(FhirFault fault) {
        return error(fault.type(), words(fault.code(), fault.details()));
    }

    /** What others refused: in their words, unless ours help the caller on. */
    static OperationOutcome refused(RefusalForm.Refused refused) {
        return switch (refused.status()) {
            case 401 -> error(IssueType.LOGIN, words("no_credential"));
            case 404, 405 -> error(IssueType.NOTSUPPORTED, words("bundles_only"));
            case 403 -> error(IssueType.FORBIDDEN, concept(refused.code(), refused.sentence()));
            case 429 -> error(IssueType.THROTTLED, concept(refused.code(), refused.sentence()));
            default ->
                error(
                        refused.status() < 500 ? IssueType.INVALID : IssueType.EXCEPTION,
                        concept(refused.code(), refused.sentence()));
        };
    }

    private static OperationOutcome error(IssueType type, CodeableConcept details) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDetails(details);
        return outcome;
    }

    private static CodeableConcept words(String code, Object... details) {
        String key = "hospital.fhir." + code;
        return concept(
                code,
                Words.of(Words.ZH).say(key, details) + " / "
                        + Words.of(Locale.ENGLISH).say(key, details));
    }

    private static CodeableConcept concept(String code, String text) {
        CodeableConcept concept = new CodeableConcept().setText(text);
        concept.addCoding().setSystem(CODES).setCode(code);
        return concept;
    }

    /** A message is answered by a message, a transaction by its response, anything else by the outcome itself. */
    static Resource inKind(Bundle asked, OperationOutcome outcome, Date now) {
        if (asked.getType() == Bundle.BundleType.MESSAGE) {
            return message(asked, outcome, now);
        }
        boolean batch = asked.getType() == Bundle.BundleType.BATCH;
        if (batch || asked.getType() == Bundle.BundleType.TRANSACTION) {
            Bundle response = new Bundle()
                    .setType(batch ? Bundle.BundleType.BATCHRESPONSE : Bundle.BundleType.TRANSACTIONRESPONSE);
            for (int i = 0; i < Math.max(1, asked.getEntry().size()); i++) {
                Bundle.BundleEntryResponseComponent entry =
                        response.addEntry().getResponse().setStatus("202 Accepted");
                if (i == 0) {
                    entry.setOutcome(outcome);
                }
            }
            return response;
        }
        return outcome;
    }

    private static Bundle message(Bundle asked, OperationOutcome outcome, Date now) {
        Bundle answer = new Bundle().setType(Bundle.BundleType.MESSAGE).setTimestamp(now);
        MessageHeader header = new MessageHeader();
        header.setId(UUID.randomUUID().toString());
        header.getSource().setEndpoint("urn:tongzhou");
        if (asked.getEntryFirstRep().getResource() instanceof MessageHeader sent) {
            header.setEvent(sent.getEvent());
            header.getResponse()
                    .setIdentifier(String.valueOf(sent.getIdElement().getIdPart()))
                    .setCode(MessageHeader.ResponseType.OK);
            header.addDestination().setEndpoint(String.valueOf(sent.getSource().getEndpoint()));
        }
        outcome.setId(UUID.randomUUID().toString());
        header.getResponse().getDetails().setReference("urn:uuid:" + outcome.getIdPart());
        answer.addEntry().setFullUrl("urn:uuid:" + header.getIdPart()).setResource(header);
        answer.addEntry().setFullUrl("urn:uuid:" + outcome.getIdPart()).setResource(outcome);
        return answer;
    }

    /** What this server does, as the standard has it said. */
    static CapabilityStatement capability(String address, Date now) {
        CapabilityStatement statement = new CapabilityStatement()
                .setStatus(Enumerations.PublicationStatus.ACTIVE)
                .setDate(now)
                .setKind(CapabilityStatement.CapabilityStatementKind.INSTANCE)
                .setFhirVersion(Enumerations.FHIRVersion._4_0_1);
        statement.getSoftware().setName("Tongzhou");
        statement
                .getImplementation()
                .setDescription("Finished hospital stays of members")
                .setUrl(address);
        List.of("json", "application/fhir+json", "xml", "application/fhir+xml").forEach(statement::addFormat);
        CapabilityStatement.CapabilityStatementRestComponent rest =
                statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        rest.getSecurity().setDescription("HTTP Basic with a registered sender's client id and secret, over TLS");
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
        rest.addResource().setType("Bundle").addInteraction().setCode(TypeRestfulInteraction.CREATE);
        rest.addOperation()
                .setName("process-message")
                .setDefinition("http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message");
        return statement;
    }
}
