package org.tongzhou.hospital;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Why a message cannot be taken: how FHIR calls it, the HTTP status, and the sentence {@code hospital.fhir.<code>}. */
final class FhirFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IssueType type;
    private final int status;
    private final String code;
    private final transient List<Object> details;

    FhirFault(IssueType type, int status, String code, Object... details) {
        super(code, null, false, false);
        this.type = type;
        this.status = status;
        this.code = code;
        this.details = List.of(details);
    }

    IssueType type() {
        return type;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Object[] details() {
        return details.toArray();
    }
}
