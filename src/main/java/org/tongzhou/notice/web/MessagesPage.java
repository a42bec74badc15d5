package org.tongzhou.notice.web;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.notice.Message;
import org.tongzhou.shell.Frame;

/** A person's messages, newest first. */
public record MessagesPage(
        List<Message> messages,
        int unread,
        @Nullable String after,
        @Nullable String next) {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern FEN = Pattern.compile("fen:\\d{1,15}");

    /** The number of the newest one on the page. */
    public long newest() {
        return messages.stream().mapToLong(Message::id).max().orElse(0);
    }

    /** The message in the reader's language, days and amounts in the reader's form. */
    public static String sentence(Frame frame, Message message) {
        Object[] values =
                message.values().stream().map(value -> written(frame, value)).toArray();
        return frame.words().say(message.template(), values);
    }

    private static String written(Frame frame, String value) {
        if (DAY.matcher(value).matches()) {
            return frame.fmt().memberDay(LocalDate.parse(value), frame.today().day());
        }
        if (FEN.matcher(value).matches()) {
            return frame.fmt().yuan(Money.ofFen(Long.parseLong(value, 4, value.length(), 10)));
        }
        if (!value.isEmpty() && value.charAt(0) == Outbox.Telling.SAY) {
            return frame.say(value.substring(1));
        }
        int or = value.indexOf(Outbox.Telling.OR);
        return or < 0 ? frame.bank(value) : frame.english() ? value.substring(or + 1) : value.substring(0, or);
    }
}
