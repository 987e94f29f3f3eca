package io.starling.chaos.comparison;

/** What a load is made of. */
enum Operation {
  GET,
  SET
}
