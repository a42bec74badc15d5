package org.tongzhou.recovery.web;

import java.util.List;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.shell.Tried;

/** What a member owes back, and an objection as it was tried. */
public record OwnRecoveriesPage(List<Recovery> recoveries, Tried tried) {
    public OwnRecoveriesPage {
        recoveries = List.copyOf(recoveries);
    }
}
