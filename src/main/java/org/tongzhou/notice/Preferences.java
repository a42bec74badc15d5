package org.tongzhou.notice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** Which short messages a person wants, and in which language. Messages in the application cannot be turned off. */
@Component
public class Preferences {
    private final JdbcClient jdbc;

    Preferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a member may turn off: the moves of claims, cover that begins or ends, changes of account and password. */
    public enum Subject {
        CLAIM,
        COVER,
        ACCOUNT
    }

    /** {@code off} is what does not come as a short message. */
    public record Wish(Set<Subject> off, boolean english) {
        static final Wish EVERYTHING = new Wish(Set.of(), false);

        public Wish {
            off = Set.copyOf(off);
        }

        boolean wants(SmsTemplate template) {
            return template.alwaysLeaves() || !off.contains(template.subject());
        }

        String language() {
            return english ? "en" : "zh";
        }
    }

    /** The actor's own; everything in Chinese until they have said otherwise. */
    public Wish of(Actor actor) {
        return of(actor.fund(), actor.requirePerson());
    }

    Wish of(FundId fund, PersonId person) {
        return jdbc.sql("select off, language from notice.preference where fund = :fund and person = :person")
                .param("fund", fund.code())
                .param("person", person.value())
                .query((row, n) -> new Wish(
                        Arrays.stream((String[]) row.getArray("off").getArray())
                                .map(Subject::valueOf)
                                .collect(Collectors.toSet()),
                        row.getString("language").equals("en")))
                .optional()
                .orElse(Wish.EVERYTHING);
    }

    /** The actor's own; saying the same again changes nothing. */
    @Transactional
    public void say(Actor actor, Wish wish, Instant now) {
        jdbc.sql("""
                        insert into notice.preference (fund, person, off, language, changed_at)
                        values (:fund, :person, :off::text[], :language, :now)
                        on conflict (fund, person) do update
                            set off = excluded.off, language = excluded.language, changed_at = excluded.changed_at
                        """)
                .param("fund", actor.fund().code())
                .param("person", actor.requirePerson().value())
                .param("off", wish.off().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("language", wish.language())
                .param("now", Timestamp.from(now))
                .update();
    }
}
