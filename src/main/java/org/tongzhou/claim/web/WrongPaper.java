package org.tongzhou.claim.web;

import java.util.Map;
import java.util.Objects;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Frame;

/** A paper that was sent and not taken. */
record WrongPaper(PaperForm form, Refusal refusal) {
    /** At the field that the file was put in: what paper it was, the file's name, what is wrong and what to do. */
    Map<String, String> errors(Frame frame) {
        return isAboutPaper()
                ? Map.of(Objects.requireNonNullElse(form.place(), ""), sentence(frame))
                : ClaimWords.errors(frame, "", refusal);
    }

    String sentence(Frame frame) {
        String why = ClaimWords.sentence(refusal, frame);
        if (!isAboutPaper()) {
            return why;
        }
        String paper = Places.paperTitle(form.paperKind(), frame);
        return form.fileName().isEmpty()
                ? frame.say("claim.paper.wrong", paper, why)
                : frame.say("claim.paper.wrong.file", paper, form.fileName(), why);
    }

    /** What has moved on meanwhile is not the paper's fault. */
    private boolean isAboutPaper() {
        return form.kind() != null && refusal.kind() == Refusal.Kind.INVALID;
    }
}
