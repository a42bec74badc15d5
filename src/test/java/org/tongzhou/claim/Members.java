package org.tongzhou.claim;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fixtures as phrases: covered members, what their receipts say, reviewers of their territory. */
@Component
class Members {
    static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final AtomicLong RECEIPTS = new AtomicLong(1);
    private static final Map<PersonId, Integer> STAYS = new ConcurrentHashMap<>();

    private final TestData data;
    private final Covers covers;
    private final SomeCovers held;
    private final People people;
    private final Drafts drafts;
    private final Claims claims;

    Members(TestData data, Covers covers, SomeCovers held, People people, Drafts drafts, Claims claims) {
        this.data = data;
        this.covers = covers;
        this.held = held;
        this.people = people;
        this.drafts = drafts;
        this.claims = claims;
    }

    /** A covered member: who, where, and how they sign in. */
    record Member(PersonId person, Unit unit, Actor actor, String name) {}

    static Instant at(String day) {
        return LocalDate.parse(day).atTime(9, 0).atZone(FundClock.ZONE).toInstant();
    }

    Member member(String county, Map<String, Integer> plans) {
        return member(TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)), county, plans, JANUARY);
    }

    Member woman(String county, Map<String, Integer> plans) {
        return member(TestData.newPerson(Sex.FEMALE, LocalDate.of(1980, 3, 4)), county, plans, JANUARY);
    }

    Member member(NewPerson person, String county, Map<String, Integer> plans, LocalDate from) {
        return member(person, county, plans, from, from.minusYears(1));
    }

    Member member(NewPerson person, String county, Map<String, Integer> plans, LocalDate from, LocalDate since) {
        Unit unit = data.unit(county);
        cover(person, unit, plans, from, since);
        return signedUp(unit, person);
    }

    /** A member of a given unit, covered since January. */
    Member memberOf(Unit unit, NewPerson person, Map<String, Integer> plans) {
        cover(person, unit, plans, JANUARY, JANUARY.minusYears(1));
        return signedUp(unit, person);
    }

    private Member signedUp(Unit unit, NewPerson person) {
        PersonId id = people.find(TestData.FUND, person.id()).orElseThrow();
        Actor actor = data.actor(Role.MEMBER, unit.path(), id);
        Actor member = new Actor(actor.userId(), actor.name(), actor.scope(), actor.roles(), actor.person(), null);
        return new Member(id, unit, member, person.name());
    }

    boolean isCovered(PersonId person) {
        return !covers.of(TestData.FUND, person).isEmpty();
    }

    /** Covers for a year from a day; continuous since an earlier one, so that no waiting period is left. */
    void cover(NewPerson person, Unit unit, Map<String, Integer> plans, LocalDate from, LocalDate since) {
        List<Histories.Member> taken = new ArrayList<>();
        plans.forEach((plan, units) -> taken.add(new Histories.Member(person, new PlanCode(plan), units, since)));
        held.from(from, unit, taken);
    }

    /** The three levels above a unit. */
    Actor reviewer(Role role, Unit unit) {
        String[] steps = unit.path().split("/");
        String path = switch (role) {
            case COUNTY_REVIEWER -> unit.path().substring(0, unit.path().indexOf("/u") + 1);
            case CITY_REVIEWER -> "/" + steps[1] + "/" + steps[2] + "/";
            default -> TestData.PROVINCE;
        };
        return data.actor(role, path);
    }

    /** A receipt with this in-scope self-pay and consistent other amounts, of an illness found on admission; numbers that no other call gives. */
    static Map<FactField, String> receipt(Member member, String inScope, LocalDate admitted, LocalDate discharged) {
        Map<FactField, String> facts = new EnumMap<>(FactField.class);
        facts.put(FactField.HOSPITAL, "大冶市人民医院");
        facts.put(FactField.PAYER, member.name());
        facts.put(FactField.ADMITTED, admitted.toString());
        facts.put(FactField.DISCHARGED, discharged.toString());
        facts.put(FactField.RECEIPT_CODE, "42060126");
        facts.put(FactField.RECEIPT_NO, String.format("%010d", RECEIPTS.getAndIncrement()));
        facts.put(FactField.RECEIPT_CHECK, "a1b2c3");
        facts.put(FactField.DIAGNOSIS, "胆囊结石 K80.2");
        facts.put(FactField.DIAGNOSED, admitted.toString());
        for (FactField amount : List.of(FactField.POOL, FactField.OTHER, FactField.ACCOUNT, FactField.OUT_OF_SCOPE)) {
            facts.put(amount, "0.00");
        }
        facts.put(FactField.TOTAL, inScope);
        facts.put(FactField.CASH, inScope);
        facts.put(FactField.IN_SCOPE, inScope);
        return facts;
    }

    /** A stay in January, another one at each call for the same member. */
    static Map<FactField, String> receipt(Member member, String inScope) {
        int stays = STAYS.merge(member.person(), 1, Integer::sum);
        return stays == 1
                ? receipt(member, inScope, LocalDate.of(2026, 1, 19), LocalDate.of(2026, 2, 3))
                : receipt(member, inScope, JANUARY.plusDays(stays - 2), JANUARY.plusDays(stays - 1));
    }

    /** A draft with these facts read from its receipt, and a discharge record. */
    CaseId draft(Actor actor, PersonId person, EventKind kind, Map<FactField, String> typed, Instant now) {
        CaseId id = drafts.open(actor, person, kind, now);
        Map<FactField, ReadFact> reading = new EnumMap<>(FactField.class);
        FactSheet sheet = FactSheet.EMPTY;
        for (Map.Entry<FactField, String> field : typed.entrySet()) {
            sheet = sheet.with(field.getKey(), field.getValue());
        }
        sheet.entries().forEach((field, entry) -> reading.put(field, new ReadFact(entry.value(), false)));
        drafts.attach(actor, id, new Drafts.NewPaper(nextPaper(), PaperKind.RECEIPT, reading), now);
        attach(actor, id, PaperKind.DISCHARGE_RECORD, now);
        return id;
    }

    void attach(Actor actor, CaseId id, PaperKind kind, Instant now) {
        drafts.attach(actor, id, new Drafts.NewPaper(nextPaper(), kind, Map.of()), now);
    }

    void attach(Actor actor, CaseId id, PaperKind kind, long paper) {
        drafts.attach(actor, id, new Drafts.NewPaper(paper, kind, Map.of()), TestData.NOW);
    }

    static long nextPaper() {
        return 900_000_000L + RECEIPTS.getAndIncrement();
    }

    Submitted submit(Actor actor, CaseId id, Instant now, String... also) {
        Set<PlanCode> ticked = new java.util.HashSet<>();
        for (String plan : also) {
            ticked.add(new PlanCode(plan));
        }
        return claims.submit(actor, id, new Submission(drafts.find(actor, id).version(), ticked, true), now);
    }

    /** One hospital claim of a fresh member for 70 % of {@code inScope}. */
    Submitted hospitalClaim(Member member, String inScope, Instant now) {
        CaseId id = draft(member.actor(), member.person(), EventKind.HOSPITAL, receipt(member, inScope), now);
        return submit(member.actor(), id, now);
    }

    /** A person of the shipped list of people with their covers and the facts of their receipt. */
    static JsonNode golden(String name) {
        try (InputStream in = Members.class.getResourceAsStream("/golden/" + name)) {
            return JsonMapper.shared().readTree(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Map<FactField, String> golden(JsonNode receipt) {
        Map<FactField, String> facts = new EnumMap<>(FactField.class);
        for (FactField field : FactField.values()) {
            JsonNode value = receipt.path(field.code());
            if (value.isNumber()) {
                facts.put(field, org.tongzhou.kernel.Money.ofFen(value.asLong()).plainYuan());
            } else if (value.isString()) {
                facts.put(field, value.asString());
            }
        }
        facts.put(FactField.DIAGNOSED, facts.get(FactField.ADMITTED));
        return facts;
    }
}
