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

    /** What each decision sends. */
    private static final Map<String, String> DECISIONS = Map.of(
            "approve", "?version=1",
            "ask", "?version=1&papers=RECEIPT&words=请重新拍一张清楚的票据。",
            "refuse", "?version=1&clause=hospital-2025 §3&words=这次入院在等待期内不能给付。",
            "second", "?version=1&agree=true",
            "up", "?version=1",
            "take-over", "?version=1",
            "fact", "?version=1&v.total=1000.00",
            "class", "?version=1&disease=none");

    private final Members members;
    private final Papers papers;

    ReviewSamples(Members members, Papers papers) {
        this.members = members;
        this.papers = papers;
    }

    @Override
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample("GET /reviews/{id}", READERS, desk(Event::address)));
        samples.add(new Sample(
                "GET /reviews/{id}/papers/{paper}/{page}.png",
                READERS,
                desk(event -> event.address() + "/papers/" + event.paper() + "/1.png")));
        DECISIONS.forEach((verb, form) -> samples.add(new Sample(
                "POST /reviews/{id}/" + verb, REVIEWERS, desk(event -> event.address() + "/" + verb + form))));
        samples.add(new Sample(
                "POST /reviews/{id}/proposals/{proposal}/aside",
                REVIEWERS,
                desk(event -> event.address() + "/proposals/"
                        + event.done().proposals().get(0) + "/aside?version=1")));
        return samples;
    }

    /** A submitted event with one paper that has a picture. */
    private record Event(long paper, Submitted done) {
        String address() {
            return "/reviews/" + done.claims().get(0).value();
        }
    }

    private BiFunction<Unit, Actor, String> desk(Function<Event, String> address) {
        return (unit, reviewer) -> address.apply(event(members.memberOf(
                unit, TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)), Map.of("hospital", 1, "critical", 2))));
    }

    private Event event(Member member) {
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        PaperId paper = papers.store(member.actor(), member.person(), statement(), NOW);
        members.attach(member.actor(), id, PaperKind.UNIT_STATEMENT, paper.value());
        return new Event(paper.value(), members.submit(member.actor(), id, NOW));
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
