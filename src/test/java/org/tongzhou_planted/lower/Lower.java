package org.tongzhou_planted.lower;

import org.tongzhou_planted.upper.Upper;

/** Reaches upwards, which the rooms' check must refuse. */
public record Lower(Upper forbidden) {}
