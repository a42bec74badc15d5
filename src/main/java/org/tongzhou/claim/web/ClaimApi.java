package org.tongzhou.claim.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.Proposal;
import org.tongzhou.document.Papers;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Allowed;

/** Claims for programs: a unit files for its member in one call, and follows what it filed. */
@RestController
class ClaimApi {
    private final Drafts drafts;
    private final Claims claims;
    private final Cases cases;
    private final Intake intake;
    private final People people;
    private final Once once;
    private final FundClock clock;

    ClaimApi(Drafts drafts, Claims claims, Cases cases, Intake intake, People people, Once once, FundClock clock) {
        this.drafts = drafts;
        this.claims = claims;
        this.cases = cases;
        this.intake = intake;
        this.people = people;
        this.once = once;
        this.clock = clock;
    }

    /** An event with the claims that came of it; {@code may_claim_more} are plans whose evidence is not there yet. */
    record CaseJson(
            long id,
            @Nullable String number,
            List<ClaimJson> claims,
            @JsonProperty("may_claim_more") List<String> mayClaimMore) {
        static CaseJson of(Cases.CaseFile file) {
            return new CaseJson(
                    file.eventCase().id().value(),
                    file.eventCase().number(),
                    file.claims().stream().map(ClaimJson::of).toList(),
                    file.proposals().stream()
                            .map(Proposal::plan)
                            .map(String::valueOf)
                            .toList());
        }
    }

    /** One event as it is filed. */
    private record Event(PersonId member, EventKind kind, Map<PaperKind, Upload> papers, Map<FactField, String> facts) {
        /** What makes two requests the same. */
        String canonical() {
            StringBuilder text = new StringBuilder("claim " + member.value() + " " + kind + " " + facts);
            papers.forEach((paper, upload) -> text.append(' ').append(paper).append(Intake.fingerprint(upload)));
            return text.toString();
        }
    }

    /**
     * Further form fields are facts by their code ({@code eventDay}, {@code diag}, {@code total} …, amounts in yuan as
     * printed); they go before what is read from the receipt. {@code consent} is the member's, given on paper.
     */
    @PostMapping(path = "/api/claims", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allowed(Role.UNIT_OFFICER)
    CaseJson fileClaim(
            Actor actor,
            @RequestParam("id_number") String idNumber,
            @RequestParam EventKind kind,
            @RequestParam boolean consent,
            @RequestParam Map<String, String> facts,
            @RequestPart(required = false) @Nullable MultipartFile receipt,
            @RequestPart(name = "discharge_record", required = false) @Nullable MultipartFile dischargeRecord,
            @RequestHeader("Idempotency-Key") String key)
            throws IOException {
        Map<PaperKind, Upload> papers = new EnumMap<>(PaperKind.class);
        add(papers, PaperKind.RECEIPT, receipt);
        add(papers, PaperKind.DISCHARGE_RECORD, dischargeRecord);
        Event event = new Event(member(actor, idNumber), kind, papers, typed(facts));
        String id = once.run(
                actor,
                key,
                event.canonical() + consent,
                new Once.Slow<>(
                        () -> read(actor, event),
                        papersRead -> Long.toString(
                                file(actor, event, papersRead, consent).value())));
        return CaseJson.of(cases.caseFile(actor, new CaseId(Long.parseLong(id))));
    }

    @GetMapping("/api/claims/{id}")
    @Allowed({
        Role.UNIT_OFFICER,
        Role.COUNTY_REVIEWER,
        Role.CITY_REVIEWER,
        Role.PROVINCE_REVIEWER,
        Role.AUDITOR,
        Role.MANAGER
    })
    ClaimJson claimStatus(Actor actor, @PathVariable long id) {
        boolean staff = actor.isReviewer() || actor.is(Role.AUDITOR) || actor.is(Role.MANAGER);
        ClaimId claim = new ClaimId(id);
        return ClaimJson.of(
                staff
                        ? cases.review(actor, claim).claim()
                        : cases.follow(actor, claim).claim());
    }

    /** Reads the papers of an event that there is room for. */
    private Map<PaperKind, Papers.Ready> read(Actor actor, Event event) {
        requireNoDraft(actor, event);
        Map<PaperKind, Papers.Ready> read = new EnumMap<>(PaperKind.class);
        event.papers().forEach((paper, upload) -> read.put(paper, intake.read(actor, upload)));
        return read;
    }

    private void requireNoDraft(Actor actor, Event event) {
        if (drafts.current(actor, event.member(), clock.today()).isPresent()) {
            throw Refusal.conflict("api_draft_open");
        }
    }

    private CaseId file(Actor actor, Event event, Map<PaperKind, Papers.Ready> read, boolean consent) {
        requireNoDraft(actor, event);
        CaseId id = drafts.open(actor, event.member(), event.kind(), clock.now());
        read.forEach((paper, ready) ->
                drafts.attach(actor, id, intake.keep(actor, event.member(), paper, ready), clock.now()));
        drafts.correct(actor, id, drafts.find(actor, id).version(), event.facts(), clock.now());
        int version = drafts.find(actor, id).version();
        claims.submit(actor, id, new Claims.Submission(version, Set.of(), consent), clock.now());
        return id;
    }

    /** Somebody unknown is answered like somebody of another unit. */
    private PersonId member(Actor actor, String idNumber) {
        ResidentId id = ResidentId.typed(idNumber).orElseThrow(() -> Refusal.invalid("api_identity"));
        return people.find(actor.fund(), id).orElseThrow(Refusal::notFound);
    }

    private static void add(Map<PaperKind, Upload> papers, PaperKind kind, @Nullable MultipartFile file)
            throws IOException {
        if (file != null) {
            papers.put(kind, new Upload(String.valueOf(file.getOriginalFilename()), kind.code(), file.getBytes()));
        }
    }

    private static Map<FactField, String> typed(Map<String, String> fields) {
        Map<FactField, String> typed = new EnumMap<>(FactField.class);
        fields.forEach((name, value) -> FactField.of(name).ifPresent(field -> typed.put(field, value.strip())));
        return typed;
    }
}
