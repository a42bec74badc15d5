package org.tongzhou.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.document.Letter;
import org.tongzhou.document.Letters;

/** What a member does on the phone to claim: what happened, the papers, the check, the word that it is true. */
final class Filing {
    private record Paper(String kind, String name, byte[] bytes) {}

    private final WebUser member;
    private final Letters letters;
    private final String event;
    private final List<Paper> papers = new ArrayList<>();
    private final Map<String, String> typed = new LinkedHashMap<>();
    private final List<String> also = new ArrayList<>();

    Filing(WebUser member, Letters letters, String event) {
        this.member = member;
        this.letters = letters;
        this.event = event;
    }

    Filing receipt(int number) {
        return paper(
                "RECEIPT", "receipt-" + number + ".pdf", Story.resource("/inputs/receipts/receipt-" + number + ".pdf"));
    }

    Filing paper(String kind, String name, byte[] bytes) {
        papers.add(new Paper(kind, name, bytes));
        return this;
    }

    /** A paper written for the occasion. */
    Filing paper(String kind, String words) {
        return paper(kind, kind.toLowerCase(java.util.Locale.ROOT) + ".pdf", letter(letters, words));
    }

    static byte[] letter(Letters letters, String words) {
        return letters.pdf(new Letter("材料（样例）", "非真实材料", List.of(new Letter.Paragraph(words)), null));
    }

    Filing typed(String code, String value) {
        typed.put(code, value);
        return this;
    }

    /** A lump sum that is claimed besides. */
    Filing also(String plan) {
        also.add(plan);
        return this;
    }

    /** The check, before anything is submitted. */
    WebPage check() {
        WebPage page = member.open("/my/claims/new")
                .form("/my/claims/new")
                .fill("kind", event)
                .send();
        long draft = Long.parseLong(page.uri().getPath().replaceAll("\\D+", ""));
        for (Paper paper : papers) {
            page = page.form("/my/claims/draft/\\d+/papers")
                    .fill("kind", paper.kind())
                    .attach("file", paper.name(), paper.bytes())
                    .send();
        }
        String check = "/my/claims/draft/" + draft + "/check";
        for (Map.Entry<String, String> field : typed.entrySet()) {
            member.open(check + "?edit=" + field.getKey())
                    .form("/my/claims/draft/\\d+/facts")
                    .fill("f." + field.getKey(), field.getValue())
                    .send();
        }
        return member.open(check);
    }

    /** Submits, and answers the page it leads to: the claim where there is one, else the event. */
    WebPage submit() {
        WebForm form = check().form("/my/claims/draft/\\d+/submit").fill("consent", "true");
        also.forEach(plan -> form.tick("also", plan));
        return form.send();
    }
}
