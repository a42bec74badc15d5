package org.tongzhou.claim;

import static org.tongzhou.testing.TestData.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tongzhou.access.web.ScopeSamples;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** Claims of a unit as the desks of its territory meet them. */
@Component
class ReviewSamples implements ScopeSamples {
    private static final List<Role> REVIEWERS =
            List.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
    private static final List<Role> READERS =
            List.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.AUDITOR);

    private static final List<Role> LEADS =
            List.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR);

    /** What each decision sends. */
    private static final Map<String, String> DECISIONS = Map.ofEntries(
            Map.entry("approve", "?version=1"),
            Map.entry("ask", "?version=1&papers=RECEIPT&words=请重新拍一张清楚的票据。"),
            Map.entry("refuse", "?version=1&clause=hospital-2025 §3&words=这次入院在等待期内不能给付。"),
            Map.entry("second", "?version=1&agree=true"),
            Map.entry("up", "?version=1"),
            Map.entry("compute", "?version=1"),
            Map.entry("take-over", "?version=1"),
            Map.entry("fact", "?version=1&v.total=1000.00"),
            Map.entry("facts", "?version=1&v.total=1000.00"),
            Map.entry("class", "?version=1&disease=none"),
            Map.entry("grade", "?version=1&grade=9&judged=2026-02-01"),
            Map.entry("signs/1", "?version=1&words=已和医院核对，是两次不同的住院。"),
            Map.entry("graver", "?version=1&disease=ami_severe&words=病理报告补正，符合重度目录。"),
            Map.entry("recall", "?version=1&amount=1.00&reason=OVERPAID&words=票据已经作废重开。"));

    private final Members members;
    private final Papers papers;
    private final Reviews reviews;
    private final Quality quality;
    private final TestData data;

    ReviewSamples(Members members, Papers papers, Reviews reviews, Quality quality, TestData data) {
        this.members = members;
        this.papers = papers;
        this.reviews = reviews;
        this.quality = quality;
        this.data = data;
    }

    @Override
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample("GET /reviews/{id}", READERS, desk(Event::address)));
        samples.add(new Sample("GET /reviews/{id}/papers/{paper}/{page}.png", READERS, (unit, reader) -> {
            Event event = event(unit, true);
            return event.address() + "/papers/" + event.paper() + "/1.png";
        }));
        DECISIONS.forEach((verb, form) -> samples.add(new Sample(
                "POST /reviews/{id}/" + verb.replace("/1", "/{sign}"),
                REVIEWERS,
                desk(event -> event.address() + "/" + verb + form))));
        samples.add(new Sample(
                "POST /reviews/{id}/proposals/{proposal}/aside",
                REVIEWERS,
                desk(event -> event.address() + "/proposals/"
                        + event.done().proposals().get(0) + "/aside?version=1")));
        samples.add(new Sample("GET /quality/{id}", LEADS, (unit, lead) -> "/quality/" + round(unit)));
        samples.add(new Sample("POST /quality/{id}/checks/{claim}", REVIEWERS, (unit, lead) -> {
            long round = round(unit);
            return "/quality/" + round + "/checks/"
                    + quality.checks(manager(unit), round, "")
                            .items()
                            .get(0)
                            .claim()
                            .value() + "?sound=true";
        }));
        return samples;
    }

    /** A round of second looks at what the unit's county approved. */
    private long round(Unit unit) {
        LocalDate day = LocalDate.ofInstant(NOW, FundClock.ZONE);
        boolean approved = false;
        while (!approved) {
            Member member = members.memberOf(
                    unit, TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)), Map.of("hospital", 1));
            ClaimId id = members.hospitalClaim(member, "1000.00", NOW).claims().get(0);
            Actor county = members.reviewer(Role.COUNTY_REVIEWER, unit);
            Claim filed = reviews.find(county, id);
            approved = reviews.approve(county, id, filed.version(), NOW).state() == ClaimState.APPROVED;
        }
        return quality.draw(manager(unit), new Quality.Wish(day, day, 95, 5), NOW);
    }

    private Actor manager(Unit unit) {
        String path = unit.path().substring(0, unit.path().indexOf("/u") + 1);
        return data.actor(Role.MANAGER, path);
    }

    /** A submitted event; {@code paper} has a picture, and is 0 where there is none. */
    private record Event(long paper, Submitted done) {
        String address() {
            return "/reviews/" + done.claims().get(0).value();
        }
    }

    private BiFunction<Unit, Actor, String> desk(Function<Event, String> address) {
        return (unit, reviewer) -> address.apply(event(unit, false));
    }

    private Event event(Unit unit, boolean withPaper) {
        Member member = members.memberOf(
                unit, TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)), Map.of("hospital", 1, "critical", 2));
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        long paper = withPaper ? attached(member, id) : 0;
        return new Event(paper, members.submit(member.actor(), id, NOW));
    }

    /** Takes as long to read as all the rest together. */
    private long attached(Member member, CaseId id) {
        PaperId paper = papers.store(member.actor(), member.person(), statement(), NOW);
        members.attach(member.actor(), id, PaperKind.UNIT_STATEMENT, paper.value());
        return paper.value();
    }

    private static Upload statement() {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("src/test/resources/inputs/blank.pdf"));
            return new Upload("blank.pdf", "unit_statement", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
