package org.tongzhou.enrolment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.DraftVerdict;
import org.tongzhou.enrolment.RosterChecks;
import org.tongzhou.enrolment.RosterLine;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.enrolment.RowIssue;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;

/** Rosters for programs: check a file, upload it for a unit, read its verdict. */
@RestController
class RosterApi {
    private final RosterChecks checks;
    private final Rosters rosters;
    private final Once once;
    private final FundClock clock;

    RosterApi(RosterChecks checks, Rosters rosters, Once once, FundClock clock) {
        this.checks = checks;
        this.rosters = rosters;
        this.once = once;
        this.clock = clock;
    }

    /**
     * An uploaded roster against the fund's covers as they are now; rows by their number in the file; {@code unread} are the headings
     * of columns that count for nobody.
     */
    record Standing(
            long id,
            String state,
            int rows,
            @JsonProperty("good_rows") int goodRows,
            @JsonProperty("fee_fen") long feeFen,
            @JsonProperty("effective_day") @Nullable LocalDate effectiveDay,
            List<Issue> errors,
            List<Issue> notes,
            List<String> unread) {
        static Standing of(DraftVerdict verdict) {
            return new Standing(
                    verdict.draft().id().value(),
                    verdict.draft().state().name(),
                    verdict.draft().rows(),
                    verdict.good(),
                    verdict.fee().fen(),
                    verdict.draft().effectiveDay(),
                    all(verdict),
                    issues(verdict, RosterLine::notes),
                    verdict.unread());
        }

        private static List<Issue> all(DraftVerdict verdict) {
            List<Issue> all =
                    new ArrayList<>(verdict.whole().stream().map(Issue::of).toList());
            all.addAll(issues(verdict, RosterLine::errors));
            return all;
        }

        private static List<Issue> issues(DraftVerdict verdict, Function<RosterLine, List<RowIssue>> which) {
            return verdict.lines().stream()
                    .flatMap(line -> which.apply(line).stream())
                    .map(Issue::of)
                    .toList();
        }
    }

    /** One finding in one row; row 0 is the roster as a whole. */
    record Issue(
            int row,
            String code,
            @JsonProperty("other_row") @Nullable Integer otherRow) {
        static Issue of(RowIssue issue) {
            return new Issue(issue.row(), issue.code().code(), issue.otherRow());
        }
    }

    @PostMapping(
            path = "/api/rosters/check",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = "application/json")
    @Allowed(Role.PARTNER)
    @ChangesNothing
    String checkRoster(Actor actor, @RequestPart MultipartFile file, @RequestParam LocalDate on) throws IOException {
        Path copy = copy(file);
        try {
            return checks.check(actor.fund(), copy, on).toJson();
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @PostMapping(path = "/api/rosters", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allowed(Role.UNIT_OFFICER)
    Standing uploadRoster(Actor actor, @RequestPart MultipartFile file, @RequestHeader("Idempotency-Key") String key)
            throws IOException {
        Path copy = copy(file);
        try {
            String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            String body = "roster " + Rosters.fingerprint(copy);
            String id = once.run(
                    actor,
                    key,
                    body,
                    new Once.Slow<>(
                            () -> rosters.read(actor, name, copy, clock.now()),
                            ready -> Long.toString(
                                    rosters.keep(actor, ready, clock.now()).value())));
            return roster(actor, Long.parseLong(id));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @GetMapping("/api/rosters/{id}")
    @Allowed(Role.UNIT_OFFICER)
    Standing roster(Actor actor, @PathVariable long id) {
        return Standing.of(rosters.verdict(actor, new DraftId(id), clock.today()));
    }

    private static Path copy(MultipartFile file) throws IOException {
        Path copy = Files.createTempFile("roster", ".upload");
        file.transferTo(copy);
        return copy;
    }
}
