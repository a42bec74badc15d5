package org.tongzhou.hospital.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.tongzhou.hospital.Discharges;
import org.tongzhou.hospital.FhirReports;
import org.tongzhou.hospital.PromptPicture;
import org.tongzhou.hospital.SettlementFiles;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.KeyInBody;
import org.tongzhou.shell.PublicAddress;

/** Where registered hospitals and insurers report finished stays: FHIR R4 bundles, or a file of settlements. */
@RestController
@Allowed(Role.PARTNER)
class HospitalApi {
    /** One byte more than the largest message, so that a larger one is known without reading it to its end. */
    private static final int MOST_BYTES = (4 << 20) + 1;

    private final FhirReports reports;
    private final SettlementFiles files;
    private final Discharges discharges;
    private final FundClock clock;
    private final PublicAddress site;

    HospitalApi(
            FhirReports reports, SettlementFiles files, Discharges discharges, FundClock clock, PublicAddress site) {
        this.reports = reports;
        this.files = files;
        this.discharges = discharges;
        this.clock = clock;
        this.site = site;
    }

    /** A discharge as a FHIR R4 Bundle of type transaction or batch, at the base as the standard asks. */
    @PostMapping("/api/fhir")
    @KeyInBody
    ResponseEntity<String> takeTransaction(Actor actor, HttpServletRequest request) throws IOException {
        return take(actor, request);
    }

    /** A discharge as a FHIR R4 Bundle of any kind. */
    @PostMapping("/api/fhir/Bundle")
    @KeyInBody
    ResponseEntity<String> takeBundle(Actor actor, HttpServletRequest request) throws IOException {
        return take(actor, request);
    }

    /** A discharge as a FHIR R4 message. */
    @PostMapping("/api/fhir/$process-message")
    @KeyInBody
    ResponseEntity<String> takeMessage(Actor actor, HttpServletRequest request) throws IOException {
        return take(actor, request);
    }

    private ResponseEntity<String> take(Actor actor, HttpServletRequest request) throws IOException {
        String type = request.getContentType() == null ? "" : request.getContentType();
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES);
        FhirReports.Answer answer =
                reports.take(actor, type, body, prompts(), clock.now()).in(FhirRefusals.asked(request));
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
        if (answer.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return FhirRefusals.written(response, answer);
    }

    @GetMapping("/api/fhir/metadata")
    ResponseEntity<String> describeFhir(HttpServletRequest request) {
        String address = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/api/fhir")
                .toUriString();
        return FhirRefusals.written(
                ResponseEntity.ok(), reports.capability(FhirRefusals.asked(request), address, clock.now()));
    }

    /** Settlements of many stays as csv with a header row, UTF-8 or GB18030; each bad row is named, good rows are taken. */
    @PostMapping(path = "/api/settlements", consumes = "text/csv")
    @KeyInBody
    SettlementFiles.Answer takeSettlements(Actor actor, HttpServletRequest request) throws IOException {
        return files.take(actor, request.getInputStream().readNBytes(MOST_BYTES), clock.now());
    }

    /** The QR code that leads the member to the stay after sign-in, for the settlement window or the discharge paper. */
    @GetMapping(path = "/api/discharge-prompts/picture", produces = "image/svg+xml")
    ResponseEntity<String> drawPrompt(Actor actor, @RequestParam long discharge) {
        if (!discharges.reported(actor, discharge)) {
            throw Refusal.notFound();
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(PromptPicture.svg(prompts() + discharge));
    }

    /** Where members reach us; a hospital may call by a line of its own, whose address their phones cannot open. */
    private String prompts() {
        String base = site.said()
                .orElseGet(() ->
                        ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return base + "/my/discharges/";
    }
}
