package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.springframework.context.ApplicationContext;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

/**
 * Claims as people hand them in and decide them, through the doors that their pages use: a stay in hospital of 56,000 yuan,
 * which passes the county, the city and the province, or one of 700 yuan that is paid without asking.
 */
public final class ClaimWork {
    /** Transactions beside one another that pay without asking. */
    public static final int LANES = DirectDays.LANES;

    private static final Instant NOW = TestData.NOW;
    private static final List<Role> REVIEWERS =
            List.of(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);

    private final ApplicationContext house;
    private final Members members;
    private final Claims claims;
    private final Reviews reviews;
    private final List<Actor> desks;
    private final IntFunction<List<Members.Member>> people;

    private ClaimWork(ApplicationContext house, List<Actor> desks, IntFunction<List<Members.Member>> people) {
        this.house = house;
        this.members = house.getBean(Members.class);
        this.claims = house.getBean(Claims.class);
        this.reviews = house.getBean(Reviews.class);
        this.desks = desks;
        this.people = people;
    }

    /** Of people who join for it, all of one unit. */
    public static ClaimWork ofStrangers(ApplicationContext house) {
        Strangers strangers = new Strangers(house, house.getBean(TestData.class).unit(TestData.DAYE));
        Members members = house.getBean(Members.class);
        List<Actor> desks = REVIEWERS.stream()
                .map(role -> members.reviewer(role, strangers.unit()))
                .toList();
        return new ClaimWork(house, desks, strangers::next);
    }

    /** Of people whom a province has already, wherever they are. */
    public static ClaimWork ofInsured(ApplicationContext house) {
        TestData data = house.getBean(TestData.class);
        List<Actor> desks = REVIEWERS.stream()
                .map(role -> data.actor(role, TestData.PROVINCE))
                .toList();
        return new ClaimWork(house, desks, new InsuredPeople(house)::next);
    }

    /** Reviewers of the county, the city and the province. */
    public List<Actor> desks() {
        return desks;
    }

    /** A draft with its papers, complete but for being sent in. */
    public record Ready(Actor member, CaseId draft, int version) {}

    /** Drafts of as many members. */
    public List<Ready> drafts(int count) {
        Drafts drafts = house.getBean(Drafts.class);
        return people.apply(count).stream()
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
        return people.apply(count).stream()
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
