package org.tongzhou.contribution.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.tongzhou.contribution.CreditOutcome;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.LineFault;
import org.tongzhou.contribution.StatementFile;
import org.tongzhou.contribution.StatementId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.recovery.Repayments;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** Bank files handed in by a program of the province. */
@RestController
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
class CreditsApi {
    private final Credits credits;
    private final Once once;
    private final FundClock clock;

    CreditsApi(Credits credits, Once once, FundClock clock) {
        this.credits = credits;
        this.once = once;
        this.clock = clock;
    }

    /**
     * What became of a line; {@code outcome} as on the page of the same name; {@code line} as in the file; {@code finding} why a credit
     * that says it came back was or was not booked as the return of a payment; {@code recovery} the debt of which somebody noted by hand a
     * repayment of {@code noted_fen} under the line's number.
     */
    record LineJson(
            int line,
            String serial,
            @JsonProperty("value_date") LocalDate valueDate,
            @JsonProperty("amount_fen") long amountFen,
            String outcome,
            @JsonProperty("applied_fen") long appliedFen,
            @Nullable String reference,
            @Nullable String finding,
            @Nullable Long recovery,
            @JsonProperty("noted_fen") @Nullable Long notedFen) {
        static LineJson of(CreditOutcome line) {
            Repayments.Noted noted = line.noted();
            return new LineJson(
                    line.line(),
                    line.serial(),
                    line.valueDate(),
                    line.amount().fen(),
                    line.outcome().name(),
                    line.applied().fen(),
                    line.reference(),
                    line.cameBack() == null ? null : line.cameBack().finding().name(),
                    noted == null ? null : noted.recovery().value(),
                    noted == null ? null : noted.amount().fen());
        }
    }

    /** Why a line could not be read; line 0 is the file as a whole. */
    record FaultJson(int line, String code, String message) {}

    /**
     * With faults nothing was booked and {@code statement} is null; else the first 500 lines, those to look at on top, and {@code
     * next}, after which the statement's other lines go on, null where these are all.
     */
    record UploadJson(
            @Nullable Long statement,
            List<LineJson> lines,
            @Nullable String next,
            List<FaultJson> faults) {}

    /** Those to look at first, 500 at a time; {@code next} continues, null at the end. */
    record LinesJson(List<LineJson> lines, @Nullable String next) {
        static LinesJson of(Slice<CreditOutcome> lines) {
            return new LinesJson(lines.items().stream().map(LineJson::of).toList(), lines.next());
        }
    }

    /** csv in UTF-8 or GB18030, camt.053 or camt.054; at most 5 MB and 50,000 lines. Booked whole or not at all. */
    @PostMapping(path = "/api/credits", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<UploadJson> uploadCredits(
            Actor actor, @RequestPart MultipartFile file, @RequestHeader("Idempotency-Key") String key, Frame frame)
            throws IOException {
        StatementFile read = credits.read(CreditPages.name(file), file.getBytes(), clock.today());
        if (!read.faults().isEmpty()) {
            credits.refuse(actor, read, clock.now());
            List<FaultJson> faults =
                    read.faults().stream().map(fault -> json(frame, fault)).toList();
            return ResponseEntity.unprocessableContent().body(new UploadJson(null, List.of(), null, faults));
        }
        String body = "credits " + HexFormat.of().formatHex(read.hash());
        long statement = Long.parseLong(once.run(
                actor,
                key,
                body,
                () -> Long.toString(credits.book(actor, read, clock.now())
                        .statement()
                        .orElseThrow()
                        .value())));
        LinesJson first = LinesJson.of(credits.lines(actor, new StatementId(statement), ""));
        return ResponseEntity.ok(new UploadJson(statement, first.lines(), first.next(), List.of()));
    }

    @GetMapping("/api/credits/{statement}")
    LinesJson creditLines(Actor actor, @PathVariable long statement, @RequestParam(defaultValue = "") String after) {
        StatementId id = credits.statement(actor, new StatementId(statement)).id();
        return LinesJson.of(credits.lines(actor, id, after));
    }

    private static FaultJson json(Frame frame, LineFault fault) {
        String message =
                frame.say("contribution.fault." + fault.code(), fault.details().toArray());
        return new FaultJson(fault.line(), fault.code(), message);
    }
}
