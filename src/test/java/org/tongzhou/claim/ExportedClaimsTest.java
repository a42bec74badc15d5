package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.analysis.Exports;
import org.tongzhou.analysis.Redecision;
import org.tongzhou.analysis.ThroughAnExport;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.catalogue.PastClaims;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.catalogue.Rehearsal;
import org.tongzhou.catalogue.Replay;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reclassifications.Graver;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.testing.TestData;

/** What leaves the house for analysis: decides as the house does, and names nobody. Engines read it in a module of their own. */
class ExportedClaimsTest extends HeirRoom {
    private static final PlanCode HOSPITAL = new PlanCode("hospital");
    private static final PlanCode RIDERS = new PlanCode("gig-accident");
    private static final String SECRET = "转院治疗，出院后才知道可以申领";
    private static final PlanCode ACCIDENT = new PlanCode("accident");

    @Autowired
    Exports exports;

    @Autowired
    PastClaims past;

    @Autowired
    Plans plans;

    @Autowired
    org.tongzhou.catalogue.Drafts editions;

    @Autowired
    Replays replays;

    @Autowired
    Reclassifications reclassifications;

    @Test
    void claimsOutOfAnExportDecideAsAReplayDoes() {
        withDecidedClaim();
        assertThat(decidedAlike(HOSPITAL, "rate: 70%", "rate: 60%").less()).isPositive();
    }

    @Test
    void aDeathAndAGradeOutOfAnExportDecideAsAReplayDoes() {
        ClaimId death = beforeTheLastApproval();
        accounts.confirm(province(member), named(death, widow()), NOW);
        approve(city(member), death);
        withDecidedGrade();
        assertThat(decidedAlike(ACCIDENT, "value: 50000", "value: 40000").less())
                .isGreaterThanOrEqualTo(2);
        List<PastClaim> claims = past.after(TestData.FUND, ACCIDENT, PastClaims.Place.START, 100_000);
        assertThat(ThroughAnExport.of(claims))
                .extracting(claim -> claim.facts().findings())
                .containsExactlyElementsOf(
                        claims.stream().map(claim -> claim.facts().findings()).toList())
                .anyMatch(found -> found.died().isPresent())
                .anyMatch(found -> found.grade().isPresent()
                        && found.gradedOn().isPresent()
                        && found.treatmentEnded().isPresent());
    }

    /** The costs were decided by the claim before, and are not decided again beside the difference. */
    @Test
    void aClaimForTheDifferenceIsDecidedForTheDifferenceAlone() {
        Member rider = members.member(TestData.DAYE, Map.of("gig-accident", 1));
        ClaimId id = accident(rider, "3819.24", PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        approve(county(rider), id);
        if (claim(id).state() == ClaimState.REVIEW) {
            approve(city(rider), id);
        }
        LocalDate judged = FundClock.dayOf(NOW);
        Graver graver = new Graver(new Grade(9, judged, judged.minusDays(1)).finding(), "复查后重新评定，原评定书作废。");
        ClaimId difference =
                reclassifications.reclassify(province(rider), id, claim(id).version(), graver, NOW);
        approve(province(rider), difference);
        assertThat(decided(RIDERS, rider)).containsExactly(claim(id).amount(), Money.ofYuan(10_000));
        assertThat(decidedAlike(RIDERS, "order: 60", "order: 60").less()).isZero();
    }

    @Test
    void aClaimThatCameLateForAReasonIsPaidOutOfAnExportToo() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        confirm(county(member), id, FactField.LATE_BECAUSE, SECRET);
        approve(county(member), id);
        if (claim(id).state() == ClaimState.REVIEW) {
            approve(city(member), id);
        }
        PastClaim out = last(ThroughAnExport.of(past(HOSPITAL, member)));
        assertThat(out.facts().lateReason()).isPresent().get().asString().doesNotContain(SECRET);
        assertThat(last(past(HOSPITAL, member)).facts().lateReason()).contains(SECRET);
    }

    private List<PastClaim> past(PlanCode plan, Member member) {
        return past.after(TestData.FUND, plan, PastClaims.Place.START, 100_000).stream()
                .filter(it -> it.person().equals(member.person()))
                .toList();
    }

    /** What the rules make now of the member's claims out of an export. */
    private List<Money> decided(PlanCode plan, Member member) {
        Map<String, PlanVersion> versions = plans.editions(TestData.FUND, plan).stream()
                .collect(Collectors.toMap(PlanVersion::edition, edition -> edition));
        Rehearsal rehearsal = new Rehearsal(versions.values().iterator().next(), versions);
        return ThroughAnExport.of(past(plan, member)).stream()
                .map(it -> rehearsal.decide(it).now())
                .toList();
    }

    private void withDecidedGrade() {
        Member hurt = members.member(TestData.DAYE, Map.of("accident", 1));
        ClaimId id = accident(hurt, PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        LocalDate judged = FundClock.dayOf(NOW);
        Grade grade = new Grade(9, judged, judged.minusDays(1));
        reviews.confirmGrade(county(hurt), id, claim(id).version(), grade, NOW);
        approve(county(hurt), id);
        approve(city(hurt), id);
    }

    /** What an edition with another rule gives the claims of a plan, in the house and out of an export. */
    private Redecision.Totals decidedAlike(PlanCode plan, String rule, String other) {
        Actor maker = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        DraftId id = editions.start(maker, plan, NOW);
        Draft draft = editions.find(maker, id);
        String lower = draft.text().replace(rule, other);
        editions.save(maker, draft.with(lower, draft.cases(), ""), NOW);
        Replay replay = replays.run(maker, id, Duration.ofSeconds(30), NOW);
        List<PastClaim> claims = past.after(TestData.FUND, plan, PastClaims.Place.START, 100_000);
        assertThat(claims).isNotEmpty();
        Redecision.Totals totals =
                redecided(editions.find(maker, id).parsed().plan().orElseThrow(), claims);
        Replay.Sums sums = replay.effect().sums();
        assertThat(totals)
                .isEqualTo(new Redecision.Totals(
                        replay.done(),
                        replay.effect().more(),
                        replay.effect().less(),
                        replay.effect().setAside(),
                        sums.now().fen(),
                        sums.draft().fen(),
                        sums.granted().fen()));
        return totals;
    }

    private Redecision.Totals redecided(PlanVersion version, List<PastClaim> claims) {
        Map<String, PlanVersion> editions = plans.editions(TestData.FUND, version.code()).stream()
                .collect(Collectors.toMap(PlanVersion::edition, edition -> edition));
        Redecision redecision = new Redecision(version, editions, 1900, 9999);
        ThroughAnExport.of(claims).forEach(redecision::take);
        return redecision.byYear().values().stream()
                .reduce(Redecision.Totals::plus)
                .orElseThrow();
    }

    @Test
    void keysOfAnExportAreNotTheHousesAndNotThoseOfTheNext() {
        withDecidedClaim();
        List<PastClaim> claims = past.after(TestData.FUND, HOSPITAL, PastClaims.Place.START, 100_000);
        PastClaim once = last(ThroughAnExport.of(claims));
        PastClaim again = last(ThroughAnExport.of(claims));
        assertThat(once.person()).isNotEqualTo(last(claims).person()).isNotEqualTo(again.person());
        assertThat(once.facts().reference())
                .isNotEqualTo(last(claims).facts().reference())
                .isNotEqualTo(again.facts().reference());
    }

    @Test
    void nobodyIsNamedInTheFiles() throws IOException {
        Member member = withDecidedClaim();
        Path directory = place.resolve("out");
        Map<String, Long> rows = exports.write(data.actor(Role.MANAGER, TestData.PROVINCE), directory, NOW);
        assertThat(rows.keySet()).containsExactly("claims", "covers", "editions", "enrolments");
        assertThat(rows.get("covers"))
                .isEqualTo(jdbc.sql("select count(*) from enrolment.cover where fund = 42 and state = 'ACTIVE'")
                        .query(Long.class)
                        .single());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        String inside = texts(directory);
        ResidentId id = people.identity(TestData.FUND, member.person());
        String name = people.card(TestData.FUND, member.person()).name();
        String unit = jdbc.sql("select name from organisation.unit where fund = 42 and id = :id")
                .param("id", member.unit().id().value())
                .query(String.class)
                .single();
        assertThat(inside).contains("hospital", member.unit().path().substring(0, 16), "DISCHARGE_RECORD");
        assertThat(inside)
                .doesNotContain(
                        name,
                        id.number(),
                        unit,
                        member.unit().code(),
                        member.unit().path());
    }

    @Test
    void onlyThoseWhoAnswerForTheWholeFundTakeItOutAndItIsRecorded() {
        refused(
                "not_allowed",
                () -> exports.write(data.actor(Role.COUNTY_REVIEWER, TestData.PROVINCE), place.resolve("a"), NOW));
        refused("not_found", () -> exports.write(data.actor(Role.MANAGER, TestData.HUANGSHI), place.resolve("b"), NOW));
        Actor auditor = data.actor(Role.AUDITOR, TestData.PROVINCE);
        long before = recorded();
        exports.write(auditor, place.resolve("c"), NOW);
        refused("export_exists", () -> exports.write(auditor, place.resolve("c"), NOW));
        assertThat(recorded()).isEqualTo(before + 1);
        assertThat(place).isDirectoryContaining(path -> path.endsWith("c")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatAKilledExportLeftIsClearedByTheNextAndNothingElse() throws Exception {
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        Path left = Files.createDirectory(place.resolve("a.0123456789abcdef.part"));
        Files.setLastModifiedTime(left, before);
        Path another = Files.setLastModifiedTime(Files.createFile(place.resolve("c.part")), before);
        exports.write(data.actor(Role.AUDITOR, TestData.PROVINCE), place.resolve("c"), NOW);
        assertThat(left).doesNotExist();
        assertThat(another).exists();
        assertThat(place.resolve("c/claims.parquet")).exists();
    }

    private long recorded() {
        return jdbc.sql("select count(*) from audit.entry where fund = 42 and action = 'analysis.exported'")
                .query(Long.class)
                .single();
    }

    private Member withDecidedClaim() {
        Member member = hospitalMember();
        approve(county(member), smallClaim(member));
        return member;
    }

    private static PastClaim last(List<PastClaim> claims) {
        return claims.get(claims.size() - 1);
    }

    /** All cells of all files, and the files as they lie there. */
    private static String texts(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                try (Stream<List<String>> rows = ParquetReader.streamContent(file.toFile(), new Cells())) {
                    rows.forEach(row -> all.append(String.join("\n", row)));
                }
            }
        }
        return all.toString();
    }

    private static final class Cells implements Hydrator<List<String>, List<String>, String[]> {
        @Override
        public List<String> start() {
            return new ArrayList<>();
        }

        @Override
        public List<String> add(List<String> row, String[] column, Object cell) {
            row.add(String.valueOf(cell));
            return row;
        }

        @Override
        public List<String> finish(List<String> row) {
            return row;
        }
    }
}
