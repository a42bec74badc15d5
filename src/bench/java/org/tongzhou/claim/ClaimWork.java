package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.Starts;
import org.tongzhou.enrolment.SubmissionId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/**
 * Claims as people hand them in and decide them, through the doors that their pages use: a stay in hospital of 56,000 yuan,
 * which passes the county, the city and the province, or one of 700 yuan that is paid without asking.
 */
public final class ClaimWork {
    /** Transactions beside one another that pay without asking. */
    public static final int LANES = DirectDays.LANES;

    private static final Instant NOW = TestData.NOW;

    private final ApplicationContext house;
    private final Members members;
    private final Claims claims;
    private final Reviews reviews;
    private final Unit unit;
    private final List<Actor> desks;

    public ClaimWork(ApplicationContext house) {
        this.house = house;
        this.members = house.getBean(Members.class);
        this.claims = house.getBean(Claims.class);
        this.reviews = house.getBean(Reviews.class);
        this.unit = house.getBean(TestData.class).unit(TestData.DAYE);
        this.desks = List.of(
                members.reviewer(Role.COUNTY_REVIEWER, unit),
                members.reviewer(Role.CITY_REVIEWER, unit),
                members.reviewer(Role.PROVINCE_REVIEWER, unit));
    }

    /** Reviewers of the county, the city and the province. */
    public List<Actor> desks() {
        return desks;
    }

    /** A draft with its papers, complete but for being sent in. */
    public record Ready(Actor member, CaseId draft, int version) {}

    /** Drafts of as many members, all covered in one go. */
    public List<Ready> drafts(int count) {
        Drafts drafts = house.getBean(Drafts.class);
        return covered(count).stream()
                .parallel()
                .map(member -> {
                    CaseId draft = members.draft(
                            member.actor(),
                            member.person(),
                            EventKind.HOSPITAL,
                            Members.receipt(member, "80000.00"),
                            NOW);
                    return new Ready(
                            member.actor(),
                            draft,
                            drafts.find(member.actor(), draft).version());
                })
                .toList();
    }

    /** Their keys sorted, as a job does within half a minute. */
    private List<PersonId> registered(List<NewPerson> strangers) {
        People people = house.getBean(People.class);
        List<PersonId> ids = people.registerAll(TestData.FUND, strangers, NOW);
        people.sortKeys();
        return ids;
    }

    private List<Members.Member> covered(int count) {
        List<NewPerson> people = IntStream.range(0, count)
                .mapToObj(i -> TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)))
                .toList();
        TestData data = house.getBean(TestData.class);
        LocalDate since = Members.JANUARY.minusYears(1);
        List<Histories.Member> taken = people.stream()
                .map(person -> new Histories.Member(person, new PlanCode("hospital"), 1, since))
                .toList();
        SubmissionId id = house.getBean(Histories.class)
                .takeOver(
                        data.actor(Role.ADMIN, TestData.PROVINCE),
                        new Histories.History(unit.id(), Members.JANUARY, taken),
                        NOW)
                .id();
        house.getBean(Starts.class).activate(TestData.FUND, id, Members.JANUARY.minusDays(1));
        List<PersonId> ids = registered(people);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Actor actor = data.actor(Role.MEMBER, unit.path(), ids.get(i));
                    Actor member =
                            new Actor(actor.userId(), actor.name(), actor.scope(), actor.roles(), ids.get(i), null);
                    return new Members.Member(
                            ids.get(i), unit, member, people.get(i).name());
                })
                .toList();
    }

    /** Sends one in, which decides it; answers its claim. */
    public ClaimId file(Ready ready) {
        return claims.submit(
                        ready.member(),
                        ready.draft(),
                        new Claims.Submission(ready.version(), java.util.Set.of(), true),
                        NOW)
                .claims()
                .get(0);
    }

    /** The county's, the city's or the province's approval ({@code level} 0 to 2); the last one orders the payment. */
    public void approve(ClaimId claim, int level) {
        Actor desk = desks.get(level);
        reviews.approve(desk, claim, reviews.find(desk, claim).version(), NOW);
    }

    /** Stays reported by hospitals and announced to as many members, to be paid without asking. */
    public int announce(int count) {
        DirectBenefits direct = house.getBean(DirectBenefits.class);
        return covered(count).stream()
                .parallel()
                .mapToInt(member -> {
                    direct.consent(member.actor(), NOW);
                    StayReport report = DirectRoom.report(member, Members.receipt(member, "1000.00"));
                    return direct.announce(TestData.FUND, report, NOW).claims().size();
                })
                .sum();
    }

    /** Brings what was announced to its end; answers how many. */
    public int settle() {
        return house.getBean(DirectDays.class).settleDue(TestData.FUND, NOW.plus(java.time.Duration.ofDays(10)));
    }

    /** Figures that must be right afterwards: claims approved, and their orders to pay. */
    public Map<String, Object> sums() {
        return house.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("""
                        select (select count(*) from claim.claim where state = 'APPROVED') as approved,
                            (select count(*) from payment.instruction) as ordered
                        """)
                .query()
                .singleRow();
    }
}
