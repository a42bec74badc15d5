package org.tongzhou.hospital.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.tongzhou.hospital.FhirForm;
import org.tongzhou.hospital.FhirReports;
import org.tongzhou.shell.RefusalForm;

/** Whatever is refused below the FHIR address, by whomever, is an OperationOutcome in the form that is asked for. */
@Component
class FhirRefusals implements RefusalForm {
    private static final String BASE = "/api/fhir";

    private final FhirReports reports;

    FhirRefusals(FhirReports reports) {
        this.reports = reports;
    }

    @Override
    public boolean covers(String path) {
        return path.equals(BASE) || path.startsWith(BASE + "/");
    }

    @Override
    public ResponseEntity<String> answer(HttpServletRequest request, Refused refused) {
        return written(ResponseEntity.status(refused.status()), reports.refused(asked(request), refused));
    }

    /** As the standard has it: the parameter {@code _format} before the header. */
    static FhirForm asked(HttpServletRequest request) {
        String accepted = Optional.ofNullable(request.getParameter("_format"))
                .or(() -> Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)))
                .orElse("");
        return FhirForm.asked(
                accepted, Optional.ofNullable(request.getContentType()).orElse(""));
    }

    static ResponseEntity<String> written(ResponseEntity.BodyBuilder response, FhirReports.Answer answer) {
        return response.header(HttpHeaders.CONTENT_TYPE, answer.form().contentType())
                .body(answer.body());
    }
}
