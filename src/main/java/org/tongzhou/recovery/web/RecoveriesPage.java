package org.tongzhou.recovery.web;

import java.util.List;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.shell.Tried;

/** What is owed back, newest first, with the form of a new demand: of the claim that the reader came from, or as it was tried. */
public record RecoveriesPage(List<Recovery> recoveries, String reference, Tried tried) {
    public RecoveriesPage {
        recoveries = List.copyOf(recoveries);
    }
}
