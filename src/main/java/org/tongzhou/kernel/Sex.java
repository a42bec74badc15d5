package org.tongzhou.kernel;

/** Sex as the identity number states it; decides which plans are open. */
public enum Sex {
    MALE,
    FEMALE
}
