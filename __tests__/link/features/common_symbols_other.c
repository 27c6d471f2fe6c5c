int shared_number;
int *from_other(void) { return &shared_number; }
