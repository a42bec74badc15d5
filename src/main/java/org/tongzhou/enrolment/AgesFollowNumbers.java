package org.tongzhou.enrolment;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.person.Renumbered;

/** Whose identity number became another one is as old as that one says when the fee comes. What has begun stays as it is. */
@Component
class AgesFollowNumbers {
    private final StartStore starts;

    AgesFollowNumbers(StartStore starts) {
        this.starts = starts;
    }

    @EventListener
    void renumbered(Renumbered event) {
        starts.born(event.fund(), event.person(), event.born());
    }
}
