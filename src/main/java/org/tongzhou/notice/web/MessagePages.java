package org.tongzhou.notice.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Slice;
import org.tongzhou.notice.Message;
import org.tongzhou.notice.Messages;
import org.tongzhou.shell.Allowed;

/** A person's own messages. Marking as read may be repeated without harm, so it takes no key. */
@Controller
@Allowed(signedIn = true)
class MessagePages {
    private final Messages messages;
    private final FundClock clock;

    MessagePages(Messages messages, FundClock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/my/messages")
    ModelAndView list(@RequestParam @Nullable Long after, Actor actor) {
        Slice<Message> slice = messages.newest(actor, Optional.ofNullable(after));
        int unread = messages.unread(actor);
        MessagesPage page =
                new MessagesPage(slice.items(), unread, after == null ? null : after.toString(), slice.next());
        return new ModelAndView("notice/messages", "page", page);
    }

    @PostMapping("/my/messages/{id}/open")
    String open(@PathVariable long id, Actor actor) {
        return "redirect:" + messages.open(actor, id, clock.now());
    }

    @PostMapping("/my/messages/read")
    String readAll(@RequestParam long upTo, Actor actor) {
        messages.readUpTo(actor, upTo, clock.now());
        return "redirect:/my/messages";
    }
}
