"""How deals go through the stages of one pipeline: conversion, time in stage, drop-off, cohorts."""
