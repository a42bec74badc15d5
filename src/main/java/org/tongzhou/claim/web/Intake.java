package org.tongzhou.claim.web;

import java.util.Map;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Drafts.NewPaper;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.ReadFact;
import org.tongzhou.claim.ReceiptFacts;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Sha256;
import org.tongzhou.plan.PaperKind;

/** Takes uploads in as papers of a case, and shows a case's papers to those who may see the case. */
@Component
class Intake {
    private final Papers papers;
    private final Once once;
    private final FundClock clock;

    Intake(Papers papers, Once once, FundClock clock) {
        this.papers = papers;
        this.once = once;
        this.clock = clock;
    }

    /**
     * Of whose event it becomes a paper, and what is asked with it, so that one request key is never used for two things;
     * {@code allowed} refuses what no paper would help.
     */
    record For(EventCase event, String what, Runnable allowed) {
        For(EventCase event, String what) {
            this(event, what, () -> {});
        }
    }

    /**
     * Keeps the form's file and gives it on, once for the key of the form; answers what {@code give} answers. What a case has no room for
     * or use for is refused before it lies on the disk; {@code give} asks again under the case's lock.
     */
    String once(Actor actor, PaperForm form, For meant, Function<NewPaper, String> give) {
        Upload upload = form.upload();
        String body = meant.what() + " " + form.paperKind() + " " + fingerprint(upload);
        PersonId owner = meant.event().owner().person();
        return once.run(
                actor,
                form.key(),
                body,
                new Once.Slow<>(
                        () -> read(actor, meant, upload),
                        ready -> give.apply(keep(actor, owner, form.paperKind(), ready))));
    }

    private Papers.Ready read(Actor actor, For meant, Upload upload) {
        meant.event().requireRoom();
        meant.allowed().run();
        return read(actor, upload);
    }

    /** Reads a file, outside of any transaction. */
    Papers.Ready read(Actor actor, Upload upload) {
        return papers.ready(actor.fund(), upload);
    }

    /** Keeps a file that was read; only a receipt or settlement sheet gives facts. */
    NewPaper keep(Actor actor, PersonId owner, PaperKind kind, Papers.Ready ready) {
        PaperId id = papers.keep(actor, owner, ready, clock.now());
        Map<FactField, ReadFact> read = kind.isBill()
                ? papers.reading(actor.fund(), id).map(ReceiptFacts::of).orElse(Map.of())
                : Map.of();
        return new NewPaper(id.value(), kind, read);
    }

    static String fingerprint(Upload upload) {
        return Sha256.hex(upload.bytes());
    }

    /** A picture of this case is used as it is, whatever was advised; a paper of another case is not there. */
    void useAnyway(Actor actor, EventCase eventCase, long paper) {
        papers.useAnyway(actor.fund(), held(eventCase, paper));
    }

    private static PaperId held(EventCase eventCase, long paper) {
        if (eventCase.papers().stream().noneMatch(one -> one.paper() == paper)) {
            throw Refusal.notFound();
        }
        return new PaperId(paper);
    }

    /** A page of a paper of this case as a picture with the viewer's mark; a paper of another case is not there. */
    ResponseEntity<byte[]> picture(Actor actor, EventCase eventCase, long paper, int page, String mark) {
        PaperId held = held(eventCase, paper);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.noStore())
                .body(papers.picture(actor.fund(), held, page, mark));
    }
}
