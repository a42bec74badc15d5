package org.tongzhou.kernel;

import java.util.List;

/** Implemented by rooms that hold envelopes, so that all of them go under a new key together. */
public interface SealedColumns {
    List<SealedColumn> sealedColumns();
}
