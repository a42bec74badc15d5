package org.tongzhou.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.claim.Drafts.NewPaper;
import org.tongzhou.document.Papers;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** Drafts, cases and claims of a member; a member finds their own, the desks those of their territory. */
@Component
class ClaimSamples implements ScopeSamples {
    private static final List<Role> MEMBER = List.of(Role.MEMBER);
    private static final List<Role> READERS =
            List.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR);

    private final Members members;
    private final Drafts drafts;
    private final Reviews reviews;
    private final Papers papers;
    private final ApplicationEventPublisher events;
    private final People people;
    private final TestData data;

    ClaimSamples(
            Members members,
            Drafts drafts,
            Reviews reviews,
            Papers papers,
            ApplicationEventPublisher events,
            People people,
            TestData data) {
        this.members = members;
        this.drafts = drafts;
        this.reviews = reviews;
        this.papers = papers;
        this.events = events;
        this.people = people;
        this.data = data;
    }

    @Override
    public List<Sample> samples() {
        return Stream.of(ofTheMember(), ofTheDesk(), ofTheHeir())
                .flatMap(List::stream)
                .toList();
    }

    private List<Sample> ofTheHeir() {
        return List.of(
                heir("GET", ""),
                heir("POST", ""),
                heir("POST", "/withdraw"),
                heir("POST", "/papers").withFile("file"));
    }

    private Sample heir(String verb, String step) {
        List<Role> naming =
                List.of(Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
        return new Sample(
                verb + " /claims/{id}/heir" + step,
                naming,
                (unit, actor) -> "/claims/" + claim(unit, actor) + "/heir" + step + "?kind=DEATH_CERTIFICATE");
    }

    /** What else the desks meet is among {@link ReviewSamples}. */
    private List<Sample> ofTheDesk() {
        return List.of(new Sample(
                "GET /reviews/{id}/letter.pdf",
                READERS,
                (unit, actor) -> "/reviews/" + claim(unit, actor) + "/letter.pdf"));
    }

    private List<Sample> ofTheMember() {
        String draft = "/my/claims/draft/";
        return List.of(
                own("GET /my/claims/draft/{id}", (unit, actor) -> draft + draft(unit, actor)),
                own("GET /my/claims/draft/{id}/papers", (unit, actor) -> draft + draft(unit, actor) + "/papers"),
                own("GET /my/claims/draft/{id}/check", (unit, actor) -> draft + draft(unit, actor) + "/check"),
                own(
                        "POST /my/claims/draft/{id}/check",
                        (unit, actor) -> draft + draft(unit, actor) + "/check?edit=hospital"),
                own(
                                "POST /my/claims/draft/{id}/papers",
                                (unit, actor) -> draft + draft(unit, actor) + "/papers?kind=DISCHARGE_RECORD")
                        .withFile("file"),
                own(
                        "POST /my/claims/draft/{id}/facts",
                        (unit, actor) -> draft + draft(unit, actor) + "/facts?version=1"),
                own(
                        "POST /my/claims/draft/{id}/submit",
                        (unit, actor) -> draft + draft(unit, actor) + "/submit?version=1"),
                own("GET /my/claims/draft/{id}/discard", (unit, actor) -> draft + draft(unit, actor) + "/discard"),
                own(
                        "POST /my/claims/draft/{id}/discard",
                        (unit, actor) -> draft + draft(unit, actor) + "/discard?version=1"),
                own(
                        "GET /my/cases/{id}",
                        (unit, actor) ->
                                "/my/cases/" + filed(unit, actor).eventCase().value()),
                own(
                                "POST /my/cases/{id}/papers",
                                (unit, actor) -> "/my/cases/"
                                        + filed(unit, actor).eventCase().value() + "/papers?kind=DISCHARGE_RECORD")
                        .withFile("file"),
                own(
                                "POST /my/cases/{id}/proposals/{proposal}",
                                (unit, actor) -> "/my/cases/"
                                        + filed(unit, actor).eventCase().value() + "/proposals/999999?kind=TEST_REPORT")
                        .withFile("file"),
                own(
                        "POST /my/cases/{id}/proposals/{proposal}/file",
                        (unit, actor) ->
                                "/my/cases/" + filed(unit, actor).eventCase().value() + "/proposals/999999/file"),
                own("GET /my/claims/{id}", (unit, actor) -> "/my/claims/" + claim(unit, actor)),
                own(
                        "GET /my/claims/{id}/letter.pdf",
                        (unit, actor) -> "/my/claims/" + claim(unit, actor) + "/letter.pdf"),
                own("GET /my/claims/{id}/paid", (unit, actor) -> "/my/claims/" + paid(unit, actor) + "/paid"),
                own(
                        "GET /my/cases/{id}/papers/{paper}/{page}.png",
                        (unit, actor) -> paper(unit, actor, "/my/cases/") + "/1.png"),
                own(
                        "POST /my/claims/draft/{id}/papers/{paper}/remove",
                        (unit, actor) -> paper(unit, actor, draft) + "/remove"),
                own(
                        "POST /my/claims/draft/{id}/papers/{paper}/keep",
                        (unit, actor) -> paper(unit, actor, draft) + "/keep"),
                own(
                        "POST /my/cases/{id}/papers/{paper}/keep",
                        (unit, actor) -> paper(unit, actor, "/my/cases/") + "/keep?back=1"),
                own(
                        "POST /my/claims/{id}/appeal",
                        (unit, actor) ->
                                "/my/claims/" + claim(unit, actor) + "/appeal?version=1&words=我是连续续保的，没有等待期，请再看。"),
                own(
                                "POST /my/claims/{id}/reopen",
                                (unit, actor) ->
                                        "/my/claims/" + claim(unit, actor) + "/reopen?version=1&kind=DISCHARGE_RECORD")
                        .withFile("file"),
                own(
                        "POST /my/claims/{id}/withdraw",
                        (unit, actor) -> "/my/claims/" + claim(unit, actor) + "/withdraw?version=1"),
                own("POST /my/claims/{id}/urge", (unit, actor) -> "/my/claims/" + claim(unit, actor) + "/urge"),
                own(
                        "POST /my/claims/{id}/go-on",
                        (unit, actor) ->
                                "/my/claims/" + claim(unit, actor) + "/go-on?version=1&words=医院说这次没有做病理，开不出报告。"),
                own(
                        "POST /my/claims/{id}/pay-again",
                        (unit, actor) -> "/my/claims/" + claim(unit, actor) + "/pay-again?version=1"),
                new Sample(
                        "GET /api/claims/{id}",
                        List.of(
                                Role.COUNTY_REVIEWER,
                                Role.CITY_REVIEWER,
                                Role.PROVINCE_REVIEWER,
                                Role.AUDITOR,
                                Role.MANAGER),
                        (unit, actor) -> "/api/claims/" + claim(unit, actor)),
                new Sample(
                                "POST /api/reviews/{id}/decisions",
                                List.of(Role.COUNTY_REVIEWER),
                                (unit, actor) -> "/api/reviews/" + claim(unit, actor) + "/decisions")
                        .withJson("{\"verb\": \"SEND_UP\", \"version\": 1}"));
    }

    private static Sample own(String endpoint, BiFunction<Unit, Actor, String> make) {
        return new Sample(endpoint, MEMBER, make);
    }

    private long draft(Unit unit, Actor actor) {
        Members.Member member = member(unit, actor);
        return members.draft(
                        member.actor(),
                        member.person(),
                        EventKind.HOSPITAL,
                        Members.receipt(member, "1000.00"),
                        TestData.NOW)
                .value();
    }

    private Claims.Submitted filed(Unit unit, Actor actor) {
        return members.hospitalClaim(member(unit, actor), "1000.00", TestData.NOW);
    }

    private long claim(Unit unit, Actor actor) {
        return filed(unit, actor).claims().get(0).value();
    }

    private long attach(Members.Member member, CaseId id) {
        try {
            byte[] receipt = Files.readAllBytes(Path.of("src/test/resources/inputs/receipts/receipt-1.pdf"));
            Upload upload = new Upload("a.pdf", "discharge_record", receipt);
            long paper = papers.store(member.actor(), member.person(), upload, TestData.NOW)
                    .value();
            drafts.attach(member.actor(), id, new NewPaper(paper, PaperKind.DISCHARGE_RECORD, Map.of()), TestData.NOW);
            return paper;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A draft with a real paper, and the address of that paper below it. */
    private String paper(Unit unit, Actor actor, String before) {
        Members.Member member = member(unit, actor);
        CaseId id = drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, TestData.NOW);
        return before + id.value() + "/papers/" + attach(member, id);
    }

    /** Approved by the county alone and paid; one in twenty is drawn for the city, then another stay is claimed. */
    private long paid(Unit unit, Actor actor) {
        Members.Member member = member(unit, actor);
        for (int month = 1; month < 8; month++) {
            LocalDate in = LocalDate.of(2026, 1, 2 * month);
            CaseId id = members.draft(
                    member.actor(),
                    member.person(),
                    EventKind.HOSPITAL,
                    Members.receipt(member, "1000.00", in, in.plusDays(1)),
                    TestData.NOW);
            ClaimId claim =
                    members.submit(member.actor(), id, TestData.NOW).claims().get(0);
            Actor county = members.reviewer(Role.COUNTY_REVIEWER, unit);
            Claim filed = reviews.find(county, claim);
            if (reviews.approve(county, claim, filed.version(), TestData.NOW).state() == ClaimState.APPROVED) {
                events.publishEvent(BenefitsPaid.of(new BenefitPaid(
                        TestData.FUND,
                        claim.cause(),
                        new InstructionId(1),
                        member.person(),
                        filed.amount(),
                        LocalDate.of(2026, 2, 11))));
                return claim.value();
            }
        }
        throw new IllegalStateException("seven claims in a row drawn for the city");
    }

    /** The actor as a covered member of the unit; where somebody of the desk asks, a member of the unit. */
    private Members.Member member(Unit unit, Actor actor) {
        Actor who = actor.is(Role.MEMBER) ? actor : data.actor(Role.MEMBER, unit.path());
        PersonId person = Objects.requireNonNull(who.person());
        String name = people.card(TestData.FUND, person).name();
        NewPerson covered = new NewPerson(name, people.identity(TestData.FUND, person), null, null);
        LocalDate from = Members.JANUARY;
        members.cover(covered, unit, Map.of("hospital", 1), from, from.minusYears(1));
        return new Members.Member(person, unit, who, name);
    }
}
